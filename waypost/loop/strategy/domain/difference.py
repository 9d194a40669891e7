"""What changed between two strategies, as a person would tell it: by section, item and field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from waypost.loop.strategy.domain.document import (
    CURRENT_SCHEMA,
    ActiveHours,
    Item,
    Part,
    Portion,
    PostingTime,
    Rewrite,
    Strategy,
    Trigger,
    Way,
)
from waypost.loop.strategy.domain.engage_tree import WAYS
from waypost.loop.strategy.domain.part_words import portion_in_words
from waypost.loop.strategy.domain.patch import AddItem, Operation, OrderItems, RemoveItem, SetField, between
from waypost.loop.strategy.domain.sections import (
    REFERENCES,
    SECTIONS,
    ItemList,
    Section,
    list_called,
    section_of,
)
from waypost.loop.strategy.domain.trigger_words import trigger_in_words
from waypost.loop.strategy.domain.week_words import hours_in_words, time_in_words
from waypost.toolkit.wording import _

Kind = Literal["added", "removed", "changed", "renamed", "ordered"]

_FIELDS = {
    "posts_per_week": _("posts a week"),
    "dont": _("don't"),
    "go_from": _("creators we say yes to, from"),
    "first_word_minutes": _("first word within (minutes)"),
    "expires_on": _("to be read again by"),
    "funnel_stages": _("funnel stages"),
    "key": _("key"),
    "role": _("told in Waypost"),
    "answer_minutes": _("answers within (minutes)"),
    "most_public_replies": _("answers in public to one person at most"),
    "yes_next": _("yes leads to"),
    "no_next": _("no leads to"),
    "when_yes": _("yes means"),
    "when_no": _("no means"),
    "yes_do": _("what to do when yes"),
    "no_do": _("what to do when no"),
}
_KEYS_OF = {(reference.at, reference.field): reference.to for reference in REFERENCES}


@dataclass(frozen=True)
class Change:
    """One change. `item` is the label of what changed, or "" for a field of a section itself.

    `before` and `after` are words for people; "" where there was or is nothing.
    """

    kind: Kind
    one: str
    item: str
    key: str
    field: str
    before: str
    after: str
    sentence: str


@dataclass(frozen=True)
class SectionDifference:
    """The changes in one section."""

    section: Section
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Difference:
    """The changes between two strategies, in the order of the document; falsy when there are none."""

    sections: tuple[SectionDifference, ...]

    def __bool__(self) -> bool:
        return bool(self.sections)

    @property
    def changes(self) -> tuple[Change, ...]:
        """All changes in one row."""
        return tuple(change for section in self.sections for change in section.changes)


def difference(before: Strategy | None, after: Strategy) -> Difference:
    """Tell what changed from `before` (None: there was nothing yet) to `after`."""
    before = before or Strategy(schema_version=CURRENT_SCHEMA, brand=after.brand)
    found: dict[str, list[Change]] = {section.name: [] for section in SECTIONS}
    teller = _Teller(before, after)
    for operation in between(before, after).operations:
        field = operation.at.split(".")[0] or (operation.field if isinstance(operation, SetField) else "")
        if field != "schema":
            found[section_of(field).name] += teller.tell(operation)
    sections = (SectionDifference(section, tuple(found[section.name])) for section in SECTIONS)
    return Difference(tuple(section for section in sections if section.changes))


def told(before: Strategy, after: Strategy, operation: Operation) -> Change:
    """Tell one operation of those that lead from `before` to `after`."""
    teller = _Teller(before, after)
    return next(
        teller.tell(operation), Change("renamed", "", "", "", _("key"), "", "", _("It has another key."))
    )


class _Teller:
    """Knows both strategies, so that it can say labels instead of keys."""

    def __init__(self, before: Strategy, after: Strategy) -> None:
        self._before, self._after = before, after
        self._renamed: dict[tuple[str, str], str] = {}

    def tell(self, operation: Operation) -> Iterator[Change]:
        if isinstance(operation, AddItem):
            yield self._added(operation)
        elif isinstance(operation, RemoveItem):
            yield self._removed(operation)
        elif isinstance(operation, OrderItems):
            yield self._ordered(operation)
        elif operation.key is None:
            yield self._field(operation)
        elif operation.field == "key":
            yield self._rekeyed(operation, operation.key)
        elif operation.field != "was":
            yield self._item_field(operation, operation.key)

    def _added(self, operation: AddItem) -> Change:
        kind, item = self._find(self._after, operation.at, str(operation.item["key"]))
        sentence = _("New {one}: “{label}”.").format(one=kind.one, label=item.label)
        return Change("added", kind.one, item.label, item.key, "", "", item.label, sentence)

    def _removed(self, operation: RemoveItem) -> Change:
        kind, item = self._find(self._before, operation.at, operation.key)
        sentence = _("The {one} “{label}” is taken out.").format(one=kind.one, label=item.label)
        return Change("removed", kind.one, item.label, item.key, "", item.label, "", sentence)

    def _ordered(self, operation: OrderItems) -> Change:
        kind = list_called(operation.at)
        assert kind is not None
        order = ", ".join(item.label for item in kind.items(self._after))
        sentence = _("The {many} stand in a new order: {order}.").format(many=kind.many, order=order)
        return Change("ordered", kind.one, "", "", "", "", order, sentence)

    def _rekeyed(self, operation: SetField, was: str) -> Change:
        key = str(operation.value)
        self._renamed[(operation.at, key)] = was
        kind, item = self._find(self._after, operation.at, key)
        sentence = _("The {one} “{label}” has the key “{key}”; it was “{was}”.")
        sentence = sentence.format(one=kind.one, label=item.label, key=key, was=was)
        return Change("renamed", kind.one, item.label, key, _("key"), was, key, sentence)

    def _item_field(self, operation: SetField, key: str) -> Change:
        kind, now = self._find(self._after, operation.at, key)
        _kind, was = self._find(self._before, operation.at, self._renamed.get((operation.at, key), key))
        old = self._words(operation, getattr(was, operation.field), self._before)
        new = self._words(operation, getattr(now, operation.field), self._after)
        name = _field_name(operation.field)
        sentence = _changed(f"“{now.label}”, {name}", old, new)
        return Change("changed", kind.one, now.label, key, name, old, new, sentence)

    def _field(self, operation: SetField) -> Change:
        def of(strategy: Strategy) -> str:
            part: Any = getattr(strategy, operation.at) if operation.at else strategy
            return self._words(operation, getattr(part, operation.field), strategy)

        old, new = of(self._before), of(self._after)
        name = _field_name(operation.field)
        return Change("changed", "", "", "", name, old, new, _changed(name[:1].upper() + name[1:], old, new))

    def _find(self, strategy: Strategy, at: str, key: str) -> tuple[ItemList, Item]:
        kind = list_called(at)
        assert kind is not None
        return kind, next(item for item in kind.items(strategy) if item.key == key)

    def _words(self, operation: SetField, value: Any, strategy: Strategy) -> str:
        to = _KEYS_OF.get((operation.at, operation.field))
        if to is None:
            return in_words(operation.field, value)
        kind = list_called(to)
        assert kind is not None
        labels = {item.key: item.label for item in kind.items(strategy)}
        if isinstance(value, dict):
            return "; ".join(f"{labels.get(key, key)}: {words}" for key, words in value.items())
        keys: Sequence[str] = [value] if isinstance(value, str) else value or ()
        return ", ".join(labels.get(key, key) for key in keys)


def in_words(field: str, value: Any) -> str:
    """Say the value of a field."""
    if value is None or value == "":
        return ""
    elif field in ("share", "reactive_share", "evergreen_share", "go_from"):
        return f"{round(value * 100, 1):g}\u00a0%"
    elif isinstance(value, dict):
        return ", ".join(f"{name} {in_words('share', share)}" for name, share in value.items())
    elif isinstance(value, ActiveHours):
        return hours_in_words(value)
    elif isinstance(value, PostingTime):
        return time_in_words(value)
    elif isinstance(value, Trigger):
        return trigger_in_words(value)
    elif isinstance(value, Way):
        return WAYS[value]
    elif isinstance(value, Portion):
        return portion_in_words(value)
    elif isinstance(value, Rewrite):
        return _("“{before}” becomes “{after}”").format(before=value.before, after=value.after)
    elif isinstance(value, Part):
        return "; ".join(filter(None, (in_words(name, inner) for name, inner in value)))
    elif isinstance(value, tuple):
        return ", ".join(in_words("", inner) for inner in value)
    elif isinstance(value, float):
        return f"{value:g}"
    else:
        return str(value)


def _field_name(field: str) -> str:
    return _FIELDS.get(field, field.replace("_", " "))


def _changed(what: str, before: str, after: str) -> str:
    if before and after:
        return _("{what}: {before} → {after}.").format(what=what, before=before, after=after.rstrip("."))
    elif after:
        return _("{what}: {after} (new).").format(what=what, after=after.rstrip("."))
    else:
        return _("{what}: {before} (taken out).").format(what=what, before=before.rstrip("."))
