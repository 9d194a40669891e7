"""The networks that a person can connect an account of."""

from dataclasses import dataclass
from typing import Protocol, cast

from waypost.foundation.channels.domain.tokens import Grant
from waypost.networks import registry
from waypost.networks.contract import Ability, Account, Card, Profile, SignIn, Token


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

    @property
    def by_consent(self) -> bool:
        """Whether a person consents on their own server."""
        return self.card.sign_in is SignIn.OAUTH


def connectable() -> list[Connectable]:
    """Every network whose folder can connect an account, by name."""
    return [
        Connectable(registry.card(name), opener(name) is not None)
        for name in registry.names()
        if Ability.CONNECT in registry.abilities(name)
    ]


def by_hand() -> list[Card]:
    """The networks on which a person posts, because no program may; by name."""
    return [
        registry.card(name) for name in registry.names() if Ability.PUBLISH not in registry.abilities(name)
    ]


def opener(network: str) -> AccountOpener | None:
    """The network's way to open an account, if it has one. Raises UnknownNetwork."""
    connector = registry.connector(network)
    return cast(AccountOpener, connector) if hasattr(connector, "sign_up") else None


def brought(network: str, account: Account) -> Grant:
    """The token that a person brought, and how long it is good as its network says. Raises as the network does."""
    renewer = registry.renewer(network)
    return Grant(renewer.token_of(account) if renewer is not None else Token(access=account.token))


def secret_of(network: str) -> str:
    """What people call that which opens an account there."""
    if network not in registry.names():
        return "token"
    return _SECRETS.get(registry.card(network).sign_in, "token")


def another_account(network: str, *, found: str, wanted: str) -> str:
    """What somebody reads who brought the secret of another account than the one to be connected again."""
    if registry.card(network).sign_in is SignIn.OAUTH:
        return (
            f"You are signed in there as {found}, not as {wanted}. Sign in as {wanted}, then connect again."
        )
    secret = secret_of(network)
    return f"That {secret} opens {found}, not {wanted}. Paste the {secret} of {wanted}."


_SECRETS = {SignIn.APP_PASSWORD: "app password", SignIn.OAUTH: "sign-in"}
