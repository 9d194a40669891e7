"""Finds the networks' folders, asks each for its card, and hands out its modules when they are needed."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import cast

from waypost.networks import __path__ as _folders
from waypost.networks.contract import (
    Ability,
    Card,
    Changer,
    Connector,
    ConsentingConnector,
    Conversation,
    DescribedConnector,
    Driller,
    Listener,
    Measure,
    Outgoing,
    Publisher,
    RegisteringConnector,
    Renewer,
    Revoker,
    SignIn,
    Terms,
    TermsGiver,
    Texts,
    TextsByTerms,
    TextsOfAnswers,
    Weighing,
)

_stand_in: ContextVar[str] = ContextVar("stand_in", default="")


class UnknownNetwork(LookupError):
    """There is no folder of this name."""


@contextmanager
def played_by(name: str) -> Iterator[None]:
    """Inside the block let one network's folder do what any other can do; each keeps its card and its texts.

    For rehearsals: what would go to a real network goes to a simulated one, by the real one's limits.
    """
    token = _stand_in.set(name)
    try:
        yield
    finally:
        _stand_in.reset(token)


@cache
def names() -> tuple[str, ...]:
    """The networks that this installation knows, in order of their names."""
    return tuple(
        sorted(
            found.name
            for found in pkgutil.iter_modules(_folders)
            if found.ispkg and find_spec(f"waypost.networks.{found.name}.card") is not None
        )
    )


@cache
def card(name: str) -> Card:
    """The card of one network. Raises UnknownNetwork."""
    found = _module(name, "card").CARD
    assert isinstance(found, Card), f"{name}/card.py must hold CARD"
    return found


@cache
def abilities(name: str) -> frozenset[Ability]:
    """What the network's folder has a file for. Raises UnknownNetwork."""
    folder = _folder(name)
    return frozenset(ability for ability in Ability if (folder / f"{ability}.py").is_file())


def texts(name: str, terms: Terms | None = None, in_reply_to: str = "") -> Texts:
    """How the network counts and splits, by the terms of one server where there are some. Raises UnknownNetwork.

    `in_reply_to` is the remote id of the message that the text answers, or of its root.
    """
    found = _module(name, "text")
    if in_reply_to and hasattr(found, "answering"):
        return cast(TextsOfAnswers, found).answering(in_reply_to)
    if terms is not None and hasattr(found, "under"):
        return cast(TextsByTerms, found).under(terms)
    return cast(Texts, found)


def connector(name: str) -> Connector:
    """How an account is connected. Raises UnknownNetwork, or LookupError without that ability."""
    return cast(Connector, _able(name, Ability.CONNECT))


def consenting(name: str) -> ConsentingConnector:
    """How an account is connected by consent. Raises UnknownNetwork, or LookupError where it is not."""
    if SignIn.OAUTH not in card(name).sign_ins:
        raise LookupError(f"an account of {name} is not connected by consent")
    return cast(ConsentingConnector, _able(name, Ability.CONNECT))


def registering(name: str) -> RegisteringConnector:
    """How each server of a network is told who we are. Raises UnknownNetwork, or LookupError where none is."""
    found = consenting(name)
    if not hasattr(found, "register"):
        raise LookupError(f"servers of {name} are not told who we are")
    return cast(RegisteringConnector, found)


def described(name: str) -> DescribedConnector | None:
    """How servers of a network read who we are; None where each is told. Raises as `consenting` does."""
    found = consenting(name)
    return cast(DescribedConnector, found) if hasattr(found, "description") else None


def revoker(name: str) -> Revoker | None:
    """Who takes tokens back there; None where nobody can. Raises UnknownNetwork."""
    if Ability.CONNECT not in abilities(name):
        return None
    found = connector(name)
    return cast(Revoker, found) if hasattr(found, "revoke") else None


def terms_giver(name: str) -> TermsGiver | None:
    """Who asks a server of the network what it allows; None where all servers allow the same. Raises UnknownNetwork."""
    if Ability.CONNECT not in abilities(name):
        return None
    found = connector(name)
    return cast(TermsGiver, found) if hasattr(found, "terms") else None


def renewer(name: str) -> Renewer | None:
    """Who renews tokens there; None where tokens do not end. Raises UnknownNetwork."""
    if Ability.CONNECT not in abilities(name):
        return None
    found = connector(name)
    return cast(Renewer, found) if hasattr(found, "renew") else None


def publisher(name: str) -> Publisher:
    """How a post is sent. Raises UnknownNetwork, or LookupError without that ability."""
    return cast(Publisher, _able(name, Ability.PUBLISH))


def posts_in(name: str, outgoing: Outgoing) -> int:
    """How many posts one call makes appear. Raises UnknownNetwork, or LookupError without that ability."""
    found = publisher(name)
    return cast(Weighing, found).posts(outgoing) if hasattr(found, "posts") else 1


def conversation(name: str) -> Conversation:
    """How what people say is read. Raises UnknownNetwork, or LookupError without that ability."""
    return cast(Conversation, _able(name, Ability.CONVERSE))


def listener(name: str) -> Listener:
    """How the network says at once that somebody spoke. Raises UnknownNetwork, or LookupError without that ability."""
    return cast(Listener, _able(name, Ability.LISTEN))


def measure(name: str) -> Measure:
    """How posts and accounts are measured. Raises UnknownNetwork, or LookupError without that ability."""
    return cast(Measure, _able(name, Ability.MEASURE))


def changer(name: str) -> Changer:
    """What may be done to a post that is out. Raises UnknownNetwork, or LookupError without that ability."""
    return cast(Changer, _able(name, Ability.CHANGE))


def driller(name: str) -> Driller:
    """Who plays a drill there. Raises UnknownNetwork, or LookupError without that ability."""
    return cast(Driller, _able(name, Ability.DRILL))


@cache
def icon(name: str) -> str:
    """The network's mark as SVG, drawn in currentColor. Raises UnknownNetwork."""
    return (_folder(name) / "icon.svg").read_text(encoding="utf-8")


@cache
def guide(name: str) -> str:
    """How a person gets the network's keys, in Markdown. Raises UnknownNetwork."""
    return (_folder(name) / "guide.md").read_text(encoding="utf-8")


def _able(name: str, ability: Ability) -> ModuleType:
    if ability not in abilities(name):
        raise LookupError(f"{name} cannot {ability}")
    return _module(_stand_in.get() or name, ability)


@cache
def _module(name: str, part: str) -> ModuleType:
    _folder(name)
    return import_module(f"waypost.networks.{name}.{part}")


def _folder(name: str) -> Path:
    if name not in names():
        raise UnknownNetwork(name)
    return Path(_folders[0]) / name
