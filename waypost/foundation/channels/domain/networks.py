"""The networks that a person can connect an account of."""

from dataclasses import dataclass
from typing import Protocol, cast

from waypost.networks import registry
from waypost.networks.contract import Ability, Account, Card, Profile, SignIn


class AccountOpener(Protocol):
    """A network's `connect.py` where a program may open an account for a person."""

    def verify(self, account: Account) -> Profile:
        """Ask the network whose token this is."""

    def sign_up(self, server: str, handle: str, name: str) -> Account:
        """Open an account. Raises Rejected when the handle is taken or unusable."""


@dataclass(frozen=True)
class Connectable:
    """A network with a way to connect an account."""

    card: Card
    opens_accounts: bool

    @property
    def name(self) -> str:
        return self.card.name


def connectable() -> list[Connectable]:
    """Every network whose folder can connect an account, by name."""
    return [
        Connectable(registry.card(name), opener(name) is not None)
        for name in registry.names()
        if Ability.CONNECT in registry.abilities(name)
    ]


def opener(network: str) -> AccountOpener | None:
    """The network's way to open an account, if it has one. Raises UnknownNetwork."""
    connector = registry.connector(network)
    return cast(AccountOpener, connector) if hasattr(connector, "sign_up") else None


def secret_of(network: str) -> str:
    """What people call the secret that opens an account there."""
    known = network in registry.names()
    return "app password" if known and registry.card(network).sign_in is SignIn.APP_PASSWORD else "token"
