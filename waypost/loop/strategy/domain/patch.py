"""Typed changes of a document: each sets a field, or adds, takes away or orders items.

A patch names items by list and key, so it can be applied anew to a version that has moved on in the meantime.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.domain.sections import LISTS, ItemList, list_called
from waypost.toolkit.wording import _

Record = dict[str, Any]


class _Operation(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SetField(_Operation):
    """Give a field a value: of the item `key` in the list `at`, or of the part at `at` itself (“” is the document)."""

    op: Literal["set"] = "set"
    at: str
    key: str | None = None
    field: str
    value: JsonValue


class AddItem(_Operation):
    """Put an item at the end of the list `at`."""

    op: Literal["add"] = "add"
    at: str
    item: dict[str, JsonValue]


class RemoveItem(_Operation):
    """Take the item `key` out of the list `at`."""

    op: Literal["remove"] = "remove"
    at: str
    key: str


class OrderItems(_Operation):
    """Put the items of the list `at` in this order; those not named follow as they were."""

    op: Literal["order"] = "order"
    at: str
    keys: tuple[str, ...]


Operation = Annotated[SetField | AddItem | RemoveItem | OrderItems, Field(discriminator="op")]


class Patch(_Operation):
    """Operations, applied one after the other."""

    operations: tuple[Operation, ...] = ()

    def apply(self, strategy: Strategy) -> Strategy:
        """Give the strategy with this patch. Raises PatchConflict, or DocumentRefused for a malformed value."""
        record = _record(strategy)
        for operation in self.operations:
            _apply(operation, record)
        return strategy_from(record, whole=False)

    def inverse(self, strategy: Strategy) -> "Patch":
        """Give the patch that takes this one back, after it was applied to `strategy`."""
        record = _record(strategy)
        backwards: list[Operation] = []
        for operation in self.operations:
            backwards[:0] = _inverse(operation, record)
            _apply(operation, record)
        return Patch(operations=tuple(backwards))


class PatchConflict(Exception):
    """What a patch wants to change is not there (any more); its text is a sentence."""


def between(before: Strategy, after: Strategy) -> Patch:
    """Give the patch that makes `after` of `before`; an item that says what it `was` is followed to its new key."""
    old, new = _record(before), _record(after)
    operations: list[Operation] = []
    for at, name in _plain_fields():
        was, now = _part(old, at)[name], _part(new, at)[name]
        if was != now:
            operations.append(SetField(at=at, field=name, value=now))
    for kind in LISTS:
        operations += _between_lists(kind, _items(old, kind.name), _items(new, kind.name))
    return Patch(operations=tuple(operations))


def _plain_fields() -> Iterator[tuple[str, str]]:
    """Every field that is no list of items: (address of the part, name of the field)."""
    lists = {kind.name for kind in LISTS}
    parts = {"": Strategy, **{name: Strategy.model_fields[name].annotation for name in _NESTED}}
    for at, part in parts.items():
        assert part is not None
        for name, field in part.model_fields.items():
            if (f"{at}.{name}" if at else name) not in lists and name not in _NESTED:
                yield at, field.alias or name


_NESTED = ("voice", "visual_identity", "creator_criteria", "boundaries", "crisis_plan")


def _between_lists(kind: ItemList, old: list[Record], new: list[Record]) -> Iterator[Operation]:
    old_keys, new_keys = [item["key"] for item in old], {item["key"] for item in new}
    renames = {item["was"]: item["key"] for item in new if _is_rename(item, set(old_keys), new_keys)}
    followed = {renames.get(item["key"], item["key"]): item for item in old}
    for was, key in renames.items():
        yield SetField(at=kind.name, key=was, field="key", value=key)
    for key in list(followed):
        if key not in new_keys:
            yield RemoveItem(at=kind.name, key=key)
            del followed[key]
    for item in new:
        before = followed.get(item["key"])
        if before is None:
            yield AddItem(at=kind.name, item=item)
        else:
            yield from _between_items(kind, before, item)
    order = [*followed, *(item["key"] for item in new if item["key"] not in followed)]
    if order != [item["key"] for item in new]:
        yield OrderItems(at=kind.name, keys=tuple(item["key"] for item in new))


def _is_rename(item: Record, old_keys: set[str], new_keys: set[str]) -> bool:
    was = item["was"]
    return was in old_keys and was not in new_keys and item["key"] not in old_keys


def _between_items(kind: ItemList, before: Record, after: Record) -> Iterator[Operation]:
    for field, value in after.items():
        if field != "key" and before[field] != value:
            yield SetField(at=kind.name, key=after["key"], field=field, value=value)


def _apply(operation: Operation, record: Record) -> None:
    if isinstance(operation, SetField):
        part = _target(operation, record)
        if operation.field not in part:
            raise PatchConflict(_("There is no field “{field}” to change.").format(field=operation.field))
        if operation.field == "key" and operation.key is not None:
            _refuse_taken(record, operation.at, str(operation.value))
        part[operation.field] = operation.value
    elif isinstance(operation, AddItem):
        _refuse_taken(record, operation.at, str(operation.item.get("key")))
        _items(record, operation.at).append(dict(operation.item))
    elif isinstance(operation, RemoveItem):
        _items(record, operation.at).remove(_item(record, operation.at, operation.key))
    else:
        places = {key: place for place, key in enumerate(operation.keys)}
        _items(record, operation.at).sort(key=lambda item: places.get(item["key"], len(places)))


def _inverse(operation: Operation, record: Record) -> list[Operation]:
    if isinstance(operation, SetField):
        was = _target(operation, record).get(operation.field)
        is_rename = operation.field == "key" and operation.key is not None
        return [
            operation.model_copy(
                update={"key": operation.value if is_rename else operation.key, "value": was}
            )
        ]
    order = OrderItems(at=operation.at, keys=tuple(item["key"] for item in _items(record, operation.at)))
    if isinstance(operation, AddItem):
        return [RemoveItem(at=operation.at, key=str(operation.item["key"]))]
    elif isinstance(operation, RemoveItem):
        return [AddItem(at=operation.at, item=_item(record, operation.at, operation.key)), order]
    else:
        return [order]


def _record(strategy: Strategy) -> Record:
    return strategy.model_dump(mode="json")


def _target(operation: SetField, record: Record) -> Record:
    if operation.key is None:
        return _part(record, operation.at)
    return _item(record, operation.at, operation.key)


def _part(record: Record, at: str) -> Record:
    if at and at not in _NESTED:
        raise PatchConflict(_("There is no part “{at}” to change.").format(at=at))
    part = record[at] if at else record
    assert isinstance(part, dict)
    return part


def _items(record: Record, at: str) -> list[Record]:
    kind = list_called(at)
    if kind is None:
        raise PatchConflict(_("There is no list “{at}” to change.").format(at=at))
    here: Any = record
    for step in kind.path:
        here = here[step]
    assert isinstance(here, list)
    return here


def _item(record: Record, at: str, key: str) -> Record:
    for item in _items(record, at):
        if item["key"] == key:
            return item
    kind = list_called(at)
    assert kind is not None
    raise PatchConflict(_("The {one} “{key}” is not in the strategy any more.").format(one=kind.one, key=key))


def _refuse_taken(record: Record, at: str, key: str) -> None:
    kind = list_called(at)
    if kind is not None and any(item["key"] == key for item in _items(record, at)):
        raise PatchConflict(_("There is already a {one} with the key “{key}”.").format(one=kind.one, key=key))
