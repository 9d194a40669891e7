"""The form of one item: its own fields, choices among other items, and lines about each of them."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from waypost.loop.strategy.domain.sections import REFERENCES
from waypost.loop.strategy.forms.fields import ItemField, ItemsField, LineField
from waypost.ui.forms import Form

BY = "-by-"
"""Between the name of a field and the key of the item that one of its lines is about."""


class ItemForm(Form):
    """One item. `document` is the whole document as plain values: what other items can be chosen from it.

    `rest` names the fields that stand behind “More”; `by_item` names those that hold a line for each item of another
    list, with what such a line is called. Beneath the field `told_after` stands what is known besides (`told_in`).
    """

    at: ClassVar[str]
    rest: ClassVar[tuple[str, ...]] = ()
    by_item: ClassVar[Mapping[str, str]] = {}
    told_after: ClassVar[str] = ""
    told_in: ClassVar[str] = ""
    is_unfolded = False

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    label = LineField("Name", required=True)

    def __init__(self, *args: Any, document: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for reference in REFERENCES:
            if reference.at == self.at:
                self._offer(reference.field, _items(document, reference.to))

    def _offer(self, name: str, items: list[dict[str, Any]]) -> None:
        if name in self.by_item:
            for item in items:
                self._ask_of(name, item)
            return
        field = self.fields[name]
        assert isinstance(field, ItemsField | ItemField)
        if items:
            field.offer(items)
        else:
            del self.fields[name]

    def _ask_of(self, name: str, item: dict[str, Any]) -> None:
        """A line for one item of another list; it begins as what was written about that item."""
        field = LineField(self.by_item[name].format(label=item["label"]))
        field.initial = (self.initial.get(name) or {}).get(item["key"], "")
        self.fields[_line_of(name, item["key"])] = field

    def record(self, known: Mapping[str, Any]) -> dict[str, Any]:
        """The item as plain values, over what was known of it."""
        found = {**known, **self.cleaned_data}
        found.pop("DELETE", None)
        for name in self.by_item:
            lines = {field: found.pop(field) for field in list(found) if field.startswith(_line_of(name, ""))}
            said = {field.removeprefix(_line_of(name, "")): words for field, words in lines.items()}
            found[name] = _in_known_lines(said, known.get(name) or {})
        for name, field in self.fields.items():
            if isinstance(field, ItemsField):
                found[name] = _in_known_order(found[name], known.get(name, []))
        return {name: value for name, value in found.items() if value is not None}

    @property
    def first_fields(self) -> list[BoundField]:
        return [
            field
            for field in self.visible_fields()
            if field.name != "DELETE" and field.name.split(BY)[0] not in self.rest
        ]

    @property
    def rest_fields(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if field.name.split(BY)[0] in self.rest]

    @property
    def title(self) -> str:
        """The name under which the item is known so far; "" for a new one."""
        return str(self.initial.get("label", "")) if self.initial.get("key") else ""

    @property
    def is_open(self) -> bool:
        """Whether the item is shown unfolded: when it is new, asked about, or something is wrong in it."""
        return self.is_unfolded or not self.title or (self.is_bound and bool(self.errors))


def _line_of(name: str, key: str) -> str:
    return f"{name}{BY}{key}"


def _in_known_lines(said: dict[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """What was said, in the order in which it stood; lines left empty are gone."""
    return {key: said[key] for key in (*known, *said) if said.get(key)}


def _in_known_order(keys: list[str], known: list[str]) -> list[str]:
    """Choosing from a list says nothing about order: what was there stays where it was, the rest follows."""
    return [*(key for key in known if key in keys), *(key for key in keys if key not in known)]


def _items(document: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    here: Any = document
    for step in name.split("."):
        here = here.get(step, {})
    return list(here or [])
