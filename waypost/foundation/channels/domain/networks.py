"""The networks that a person can connect an account of."""

from dataclasses import dataclass
from typing import Protocol, cast

from waypost.foundation.channels.domain.tokens import Grant
from waypost.networks import registry
from waypost.networks.contract import Ability, Account, Box, Card, Profile, SignIn, Standing, Token
from waypost.toolkit.wording import _


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

    def way(self, asked: str) -> SignIn:
        """The kind of sign-in that somebody asks for by its name; the first where it is none of this network's."""
        return next((each for each in self.card.sign_ins if each == asked), self.card.sign_in)


def connectable() -> list[Connectable]:
    """Every network whose folder can connect an account, by name."""
    return [
        Connectable(registry.card(name), opener(name) is not None)
        for name in registry.names()
        if Ability.CONNECT in registry.abilities(name)
    ]


def by_hand() -> list[Card]:
    """The networks on which a person posts, because Waypost may not or cannot; by name, the nameless one last."""
    cards = [
        registry.card(name) for name in registry.names() if Ability.PUBLISH not in registry.abilities(name)
    ]
    return sorted(cards, key=lambda card: (card.named_by_account, card.label))


@dataclass(frozen=True)
class Way:
    """A way to post on a network and what it takes, as the page shows it."""

    standing: str
    tone: str
    shape: str
    sentence: str
    takes: str
    until: str


def ways(card: Card) -> list[Way]:
    """What one needs on a network: what works today, what works for accounts of one's own, what needs a review."""
    return [Way(*_STANDINGS[need.standing], need.sentence, need.takes, need.until) for need in card.needs]


def opener(network: str) -> AccountOpener | None:
    """The network's way to open an account, if it has one. Raises UnknownNetwork."""
    connector = registry.connector(network)
    return cast(AccountOpener, connector) if hasattr(connector, "sign_up") else None


def brought(network: str, account: Account) -> Grant:
    """The token that a person brought, and how long it is good as its network says. Raises as the network does."""
    renewer = registry.renewer(network)
    return Grant(renewer.token_of(account) if renewer is not None else Token(access=account.token))


def secret_of(network: str, *, by_consent: bool = False) -> str:
    """What people call that which opens an account there, where they brought it, or where they consented."""
    if network not in registry.names():
        return "token"
    if by_consent:
        return "sign-in"
    card = registry.card(network)
    named = [each.label for each in card.asks if each.box is Box.TOKEN]
    return named[0][:1].lower() + named[0][1:] if named else _brought_as(card)


def _brought_as(card: Card) -> str:
    return "app password" if SignIn.APP_PASSWORD in card.sign_ins else "token"


def another_account(network: str, *, by_consent: bool, found: str, wanted: str) -> str:
    """What somebody reads who brought the secret of another account than the one to be connected again."""
    if by_consent:
        return (
            f"You are signed in there as {found}, not as {wanted}. Sign in as {wanted}, then connect again."
        )
    secret = secret_of(network)
    return f"That {secret} opens {found}, not {wanted}. Paste the {secret} of {wanted}."


SIGN_IN_TITLES = {
    SignIn.OAUTH: _("By saying yes there"),
    SignIn.APP_PASSWORD: _("With an app password"),
    SignIn.TOKEN: _("With a token"),
}
"""What each kind of sign-in is called where there are several."""

_STANDINGS = {
    Standing.TODAY: (_("Works today"), "good", "check"),
    Standing.OWN: (_("Works for your own accounts, without review"), "neutral", "half"),
    Standing.REVIEW: (_("Needs a review"), "warn", "ring"),
}
