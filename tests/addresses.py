"""Every address of the program, and with what a test can visit it.

An address that needs more than the brand's slug has an entry in its app's `tests/addresses.py`:

    ADDRESSES = {
        "content:post": lambda world: {"post_id": drafted_post(world).pk},     # a row of world.workspace
        "channels:connection": Plain({"network": "sandbox"}),                  # words, no row
        "strategy:version": Counted(lambda world: {"number": accepted_strategy(world).number}),
        "notices:reading": Personal("owner", lambda world: {...}),             # only the owner finds it
    }
    PUBLIC = {"people:welcome": "the owner comes in by it"}      # answers those who are not signed in
    TELLING = {"invitations:invitation": "says which brand invites"}   # outsiders may read a brand's name there
    AILING = {"health:ready": "answers 503 without a publisher"}       # may answer that something is wrong

An address that needs no kwargs but something to be there (a draft) has a function that makes it and answers {}.
A function makes its row through the factories that the app's own tests use. It is called twice: with the world, and
with the world seen by the neighbour (`world.across()`), whose rows nobody of Tern & Tide may find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from tests.registry import everything_said
from tests.world import World

Kwargs = dict[str, Any]
Build = Callable[[World], Kwargs]


@dataclass(frozen=True)
class Plain:
    """Kwargs that name no row."""

    kwargs: Kwargs


@dataclass(frozen=True)
class Personal:
    """A row that only the member with one role finds; its owner is `world.person(role)`."""

    role: str
    build: Build


@dataclass(frozen=True)
class Counted:
    """A row that is counted within its brand (version 3): another brand's cannot even be named."""

    build: Build


@dataclass(frozen=True)
class Address:
    """One pattern of the urls."""

    name: str
    route: str
    names: frozenset[str]
    view: Callable[..., Any]

    @property
    def in_workspace(self) -> bool:
        return "workspace" in self.names

    @property
    def needs_entry(self) -> bool:
        return bool(self.names - {"workspace"})

    @property
    def permissions(self) -> tuple[str, str] | None:
        """What the gate asks for: to see, to change."""
        return getattr(self.view, "permissions", None)

    @property
    def package(self) -> str:
        """The app that the address belongs to; allauth's pages belong to people."""
        parts = self.view.__module__.split(".")
        if parts[0] != "waypost":
            return "waypost.foundation.people"
        return ".".join(parts[:2] if parts[1] == "ui" else parts[:3])


def every_address() -> list[Address]:
    """All addresses, in the order in which they are matched."""
    return list(_walk(get_resolver().url_patterns, "", "", frozenset()))


def _walk(
    patterns: list[URLPattern | URLResolver], namespace: str, route: str, names: frozenset[str]
) -> Iterator[Address]:
    for pattern in patterns:
        found, here = names | _names(pattern), f"{route}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner, here, found)
        else:
            assert pattern.name, f"The address {pattern.pattern} has no name. Give it one in its urls.py."
            yield Address(f"{namespace}{pattern.name}", here, found, pattern.callback)


def _names(pattern: URLPattern | URLResolver) -> frozenset[str]:
    if isinstance(pattern.pattern, RoutePattern):
        return frozenset(pattern.pattern.converters)
    else:
        return frozenset(pattern.pattern.regex.groupindex)


def entry_of(address: Address) -> Plain | Personal | Counted | Build:
    """What the address's app says; a clear sentence when it says nothing."""
    said = registry("ADDRESSES")
    if not address.needs_entry:
        return said.get(address.name, Plain({}))
    wanted = ", ".join(sorted(address.names - {"workspace"}))
    assert address.name in said, (
        f"The generated test cannot visit {address.name}. In {address.package}.tests.addresses add "
        f'ADDRESSES["{address.name}"]: a function of the world that makes a row of world.workspace and '
        f"answers the kwargs ({wanted}), or Plain({{…}}) where they name no row. See tests/addresses.py."
    )
    return said[address.name]


def kwargs_of(address: Address, world: World) -> Kwargs:
    """The kwargs with which the address leads to something of `world.workspace`."""
    entry = entry_of(address)
    if isinstance(entry, Plain):
        return entry.kwargs
    elif isinstance(entry, Personal | Counted):
        return entry.build(world)
    else:
        return entry(world)


@cache
def registry(name: str) -> dict[str, Any]:
    """One dictionary of all apps' `tests/addresses.py`, joined."""
    joined: dict[str, Any] = {}
    for _package, module in everything_said("addresses"):
        joined |= getattr(module, name, {})
    return joined
