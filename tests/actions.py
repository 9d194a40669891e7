"""Every action of the program, and with what a test can call it.

An action is a public function of an `actions` module that takes `by: Actor`. It has an entry in its app's
`tests/arguments.py`, named by app, module and function:

    ARGUMENTS = {
        "content.posts.archive": lambda world: Call(drafted_post(world)),                # the row acted on
        "content.posts.plan": lambda world: Call(drafted_post(world), local=tomorrow(world)),
        "channels.tokens.rotate": lambda world: Call(world.channel("gallery")).only("system"),
        "journal.entries.record": Unguarded("writes down what an action did, after that one asked for permission"),
    }
    QUIET = {"publishing.tomorrow.warn": "tells nobody when everything will go out"}    # may change nothing
    EVERYBODY = {"notices.notices.read_all": "marks what one was told oneself"}    # a viewer may

A function makes its rows in `world.workspace` through the factories that the app's own tests use. It is called with
the world, and with the world seen by the neighbour (`world.across()`), for rows that must not be mixed in.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from tests.registry import everything_said, packages
from tests.world import World
from waypost.foundation.journal.domain.actor import Actor


class Call:
    """The arguments of an action, without `by`; with them an owner succeeds, or whoever `only` names."""

    def __init__(self, *positional: Any, **named: Any) -> None:
        self.positional = positional
        self.named = named
        self.able: str | Actor = "owner"

    def only(self, able: str | Actor) -> Call:
        """Say who succeeds instead of an owner: a role, "system", or an actor."""
        self.able = able
        return self


@dataclass(frozen=True)
class Unguarded:
    """An action that asks nobody for permission, and why that is right."""

    reason: str


@dataclass(frozen=True)
class Action:
    """A function that somebody may call."""

    name: str
    package: str
    act: Callable[..., Any]


def every_action() -> list[Action]:
    """All actions, by app and name."""
    return [
        Action(f"{package.rsplit('.', 1)[1]}.{where}.{name}", package, act)
        for package in packages()
        for where, module in _modules(f"{package}.actions")
        for name, act in vars(module).items()
        if not name.startswith("_") and _is_action(act, module)
    ]


def entry_of(action: Action) -> Callable[[World], Call] | Unguarded:
    """What the action's app says; a clear sentence when it says nothing."""
    said = registry()
    assert action.name in said, (
        f"The generated test cannot call {action.name}. In {action.package}.tests.arguments add "
        f'ARGUMENTS["{action.name}"]: a function of the world that answers Call(row, …) with rows of '
        f"world.workspace, or Unguarded(why) where nobody is asked. See tests/actions.py."
    )
    return said[action.name]


@cache
def registry(name: str = "ARGUMENTS") -> dict[str, Any]:
    """One dictionary of all apps' `tests/arguments.py`, joined."""
    joined: dict[str, Any] = {}
    for _package, module in everything_said("arguments"):
        joined |= getattr(module, name, {})
    return joined


def _modules(package: str) -> Iterator[tuple[str, ModuleType]]:
    if find_spec(package) is None:
        return
    root = import_module(package)
    yield "actions", root
    for found in pkgutil.walk_packages(getattr(root, "__path__", []), f"{package}."):
        yield found.name.removeprefix(f"{package}."), import_module(found.name)


def _is_action(act: object, module: ModuleType) -> bool:
    return (
        inspect.isfunction(act)
        and act.__module__ == module.__name__
        and "by" in inspect.signature(act).parameters
    )


def able_to(call: Call, world: World) -> Actor:
    """Who succeeds with these arguments."""
    if isinstance(call.able, Actor):
        return call.able
    return Actor.system("a test") if call.able == "system" else world.actor(call.able)
