"""Two people changed the same document at once: both changes are kept, field by field, or somebody chooses.

The classic three-way merge: `base` is what one of them had before their eyes, `mine` what they made of it, `theirs` what
stands there now.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from waypost.loop.strategy.domain.difference import told
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.patch import (
    AddItem,
    Operation,
    OrderItems,
    Patch,
    RemoveItem,
    SetField,
    between,
)
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.domain.sections import LISTS, REFERENCES, list_called
from waypost.toolkit.wording import _

Place = tuple[str, str | None, str]
Prefer = Mapping[str, str]
"""What somebody chose, by the name of the conflict: “mine” or “theirs”."""

_ITEM, _ORDER = "(item)", "(order)"


@dataclass(frozen=True)
class Conflict:
    """A place that both changed. `name` stands for the place and for what the other wrote: anything newer asks anew."""

    name: str
    what: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Merged:
    """Both changes in one strategy, and the places where somebody has to choose; there `theirs` stands for now."""

    strategy: Strategy
    conflicts: tuple[Conflict, ...]


def merged(base: Strategy, mine: Strategy, theirs: Strategy, prefer: Prefer) -> Merged:
    """Put my changes of `base` on top of theirs. Raises DocumentRefused for a value that cannot be."""
    base, mine = _with_their_keys(base, mine, theirs)
    mine = _with_free_keys(base, mine, theirs)
    their_changes = _by_place(between(base, theirs))
    applied: list[Operation] = []
    conflicts: dict[str, Conflict] = {}
    for operation in between(base, mine).operations:
        other = _other(operation, their_changes)
        if other is None:
            applied.append(operation)
        elif operation != other:
            conflict = _conflict(operation, other, (base, mine, theirs))
            choice = prefer.get(conflict.name)
            if choice == "mine":
                applied += _against(operation, other, mine)
            elif choice != "theirs":
                conflicts.setdefault(conflict.name, conflict)
    return Merged(Patch(operations=tuple(_once(applied))).apply(theirs), tuple(conflicts.values()))


def _by_place(patch: Patch) -> dict[Place, Operation]:
    return {_place(operation): operation for operation in patch.operations}


def _place(operation: Operation) -> Place:
    if isinstance(operation, SetField):
        return operation.at, operation.key, operation.field
    elif isinstance(operation, OrderItems):
        return operation.at, None, _ORDER
    elif isinstance(operation, AddItem):
        return operation.at, str(operation.item["key"]), _ITEM
    else:
        return operation.at, operation.key, _ITEM


def _other(operation: Operation, theirs: Mapping[Place, Operation]) -> Operation | None:
    """What they did at the place of my operation: the same field, the whole item, or anything of an item that I remove."""
    at, key, field = _place(operation)
    if isinstance(operation, RemoveItem):
        return next((other for place, other in theirs.items() if place[:2] == (at, key)), None)
    return theirs.get((at, key, field)) or (theirs.get((at, key, _ITEM)) if key is not None else None)


def _against(operation: Operation, other: Operation, mine: Strategy) -> Iterator[Operation]:
    """My operation, where they did something else: an item that they took out comes back as I have it."""
    if isinstance(operation, SetField) and isinstance(other, RemoveItem):
        assert operation.key is not None, "they took out the item that it sets"
        yield AddItem(at=operation.at, item=_item(mine, operation.at, operation.key))
    else:
        yield operation


def _once(operations: list[Operation]) -> Iterator[Operation]:
    """An item that comes back comes back once, whatever the number of fields I changed in it."""
    back: set[Place] = set()
    for operation in operations:
        if isinstance(operation, AddItem):
            if _place(operation) in back:
                continue
            back.add(_place(operation))
        yield operation


def _conflict(
    operation: Operation, other: Operation, strategies: tuple[Strategy, Strategy, Strategy]
) -> Conflict:
    base, mine, theirs = strategies
    my_change, their_change = told(base, mine, operation), told(base, theirs, other)
    at, key, field = _place(operation)
    place = (at, key, _ITEM if isinstance(other, RemoveItem) else field)  # what is gone is asked about once
    seen = json.dumps([*place, other.model_dump(mode="json")], sort_keys=True)
    name = hashlib.sha256(seen.encode()).hexdigest()[:16]
    if isinstance(operation, SetField) and isinstance(other, SetField):
        what = f"“{my_change.item}”, {my_change.field}" if my_change.item else my_change.field
        return Conflict(name, what, my_change.after or _("empty"), their_change.after or _("empty"))
    elif isinstance(operation, OrderItems):
        return Conflict(name, _("the order"), my_change.after, their_change.after)
    else:
        return Conflict(name, f"“{my_change.item}”", my_change.sentence, their_change.sentence)


def _with_their_keys(base: Strategy, mine: Strategy, theirs: Strategy) -> tuple[Strategy, Strategy]:
    """Base and mine, with the keys that they gave to items meanwhile."""
    records = [strategy.model_dump(mode="json") for strategy in (base, mine)]
    for operation in between(base, theirs).operations:
        if isinstance(operation, SetField) and operation.field == "key" and operation.key is not None:
            for record in records:
                _rekey(record, operation.at, operation.key, str(operation.value))
    return strategy_from(records[0], whole=False), strategy_from(records[1], whole=False)


def _with_free_keys(base: Strategy, mine: Strategy, theirs: Strategy) -> Strategy:
    """Mine, with another key for what I added where they added something else under the same one."""
    record = mine.model_dump(mode="json")
    for kind in LISTS:
        old = {item.key for item in kind.items(base)}
        new = {item.key: item for item in kind.items(theirs) if item.key not in old}
        taken = {*old, *new, *(item.key for item in kind.items(mine))}
        for item in kind.items(mine):
            if item.key in new and item != new[item.key]:
                fresh = next(
                    key for number in range(2, 99) if (key := f"{item.key[:56]}-{number}") not in taken
                )
                taken.add(fresh)
                _rekey(record, kind.name, item.key, fresh)
    return strategy_from(record, whole=False)


def _rekey(record: dict[str, Any], at: str, key: str, fresh: str) -> None:
    """Give an item another key, with whatever names it."""
    for item in _items(record, at):
        for name in ("key", "was"):
            if item[name] == key:
                item[name] = fresh
    for reference in REFERENCES:
        if reference.to == at:
            for item in _items(record, reference.at):
                value = item[reference.field]
                if isinstance(value, list):
                    item[reference.field] = [fresh if each == key else each for each in value]
                elif isinstance(value, dict):
                    item[reference.field] = {
                        fresh if each == key else each: words for each, words in value.items()
                    }
                elif value == key:
                    item[reference.field] = fresh


def _item(strategy: Strategy, at: str, key: str) -> dict[str, Any]:
    return next(item for item in _items(strategy.model_dump(mode="json"), at) if item["key"] == key)


def _items(record: dict[str, Any], at: str) -> list[dict[str, Any]]:
    kind = list_called(at)
    assert kind is not None
    here: Any = record
    for step in kind.path:
        here = here[step]
    assert isinstance(here, list)
    return here
