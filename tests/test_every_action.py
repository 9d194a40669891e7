"""Calls every action of the program for those who may not and rows that are not theirs: it refuses and changes nothing.

What must be added for a new action is said by the test that fails, and in tests/actions.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from tests.actions import Action, Call, Unguarded, able_to, entry_of, every_action, registry
from tests.sandbox import sandbox as sandbox
from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.toolkit.refusal import Refusal

EVERY = every_action()
OWN_TABLES = [model._meta.db_table for model in apps.get_models() if model.__module__.startswith("waypost.")]

pytestmark = pytest.mark.usefixtures("sandbox")


def named(action: Action) -> str:
    return action.name


def is_guarded(action: Action) -> bool:
    return not isinstance(registry().get(action.name), Unguarded)


GUARDED = [action for action in EVERY if is_guarded(action)]


@pytest.mark.parametrize("action", GUARDED, ids=named)
def test_whoever_may_succeeds_so_that_the_refusals_mean_something(world: World, action: Action) -> None:
    call = called_with(action, world)
    before = everything()

    action.act(*call.positional, **call.named, by=able_to(call, world))

    assert everything() != before or action.name in registry("QUIET"), f"{action.name} changed nothing"


@pytest.mark.parametrize("action", GUARDED, ids=named)
def test_nobody_from_outside_acts_here_and_no_row_of_another_brand_is_mixed_in(
    world: World, action: Action
) -> None:
    call = called_with(action, world)
    for stranger in ("outsider", "neighbour"):
        refuses(action, call, world.actor(stranger), f"by the {stranger}")

    if any(is_of_a_brand(name, own) for name, own in call.named.items()):
        for name, mixed in mixtures(call, called_with(action, world.across())):
            refuses(action, mixed, world.actor("owner"), f"with another brand's {name}")


@pytest.mark.parametrize("action", GUARDED, ids=named)
def test_a_member_who_only_looks_on_changes_nothing(world: World, action: Action) -> None:
    if action.name not in registry("EVERYBODY"):
        refuses(action, called_with(action, world), world.actor("viewer"), "by a viewer")


def refuses(action: Action, call: Call, by: Actor, how: str) -> None:
    before = everything()
    try:
        action.act(*call.positional, **call.named, by=by)
    except Refusal:
        assert everything() == before, f"{action.name} {how} changed something before it refused"
    else:
        pytest.fail(f"{action.name} {how} is not refused")


def test_every_action_that_asks_nobody_says_why() -> None:
    for action in EVERY:
        entry = entry_of(action)
        assert not isinstance(entry, Unguarded) or len(entry.reason) > 20
    assert all(len(reason) > 20 for reason in registry("EVERYBODY").values())


def test_no_entry_is_left_over() -> None:
    said = registry().keys() | registry("QUIET").keys() | registry("EVERYBODY").keys()
    left = said - {action.name for action in EVERY}

    assert not left, f"arguments.py names actions that are no more: {', '.join(sorted(left))}. Take them out."


def called_with(action: Action, world: World) -> Call:
    entry = entry_of(action)
    assert not isinstance(entry, Unguarded)
    return entry(world)


def mixtures(ours: Call, theirs: Call) -> Iterator[tuple[str, Call]]:
    """Our call with one argument at a time replaced by the other brand's, where it is a row or the id of one."""
    for name, own in ours.named.items():
        foreign = theirs.named[name]
        if foreign != own and is_of_a_brand(name, own):
            yield name, Call(*ours.positional, **{**ours.named, name: foreign})


def is_of_a_brand(name: str, value: Any) -> bool:
    if isinstance(value, list | tuple):
        return any(is_of_a_brand(name, one) for one in value)
    elif is_dataclass(value):
        return any(is_of_a_brand(field.name, getattr(value, field.name)) for field in fields(value))
    elif isinstance(value, models.Model):
        return hasattr(value, "workspace_id")
    else:
        return isinstance(value, int) and name.endswith(("_id", "_ids"))


def everything() -> dict[str, list[str]]:
    """Every row of the program's own tables, as the database has it."""
    found = {}
    with connection.cursor() as cursor:
        for table in OWN_TABLES:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found
