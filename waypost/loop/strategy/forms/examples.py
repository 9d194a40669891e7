"""Shows beside each empty field what an invented brand wrote there."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from waypost.loop.strategy.forms.item import BY

LONGEST = 220
"""In characters; an example is glanced at."""


def illustrate(form: forms.Form, examples: Sequence[Mapping[str, Any]], brand: str) -> None:
    """Put what `brand` wrote behind the help of every field of `form` that is empty and is written in words.

    The first of the examples that says something in a field is shown there.
    """
    flat = [{**example, **example.get("demographics", {})} for example in examples]
    for name, field in form.fields.items():
        if (
            isinstance(field, forms.ChoiceField | forms.MultipleChoiceField | forms.BooleanField)
            or field.initial
        ):
            continue
        words = next(filter(None, (_in_words(field, _value(known, name)) for known in flat)), "")
        if words and not form.initial.get(name) and not field.widget.is_hidden:
            field.help_text = " ".join(filter(None, (str(field.help_text), f"{brand}: {words}")))


def _value(example: Mapping[str, Any], name: str) -> Any:
    """What the example says in a field; for the lines about other items, what it says about its first one."""
    whole, by, _key = name.partition(BY)
    value = example.get(whole)
    return next(iter(value.values()), None) if by and isinstance(value, Mapping) else value


def _in_words(field: forms.Field, value: Any) -> str:
    if value in (None, "", [], {}, ()):
        return ""
    words = " · ".join(line for line in str(field.prepare_value(value)).splitlines() if line)
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"
