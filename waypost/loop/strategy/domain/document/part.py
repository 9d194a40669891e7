"""What every part of the document is made of: keys, words, numbers, shares, and items that carry a key."""

import re
from collections.abc import Iterable
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    AllowInfNan,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictFloat,
    StrictInt,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from waypost.toolkit.wording import _

KEY_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_PERCENT = re.compile(r"^\s*(\d+(?:[.,]\d+)?)\s*%\s*$")


def _one_line(value: object) -> object:
    """Join any run of white space into one blank, and drop what cannot be printed."""
    return " ".join(_UNPRINTABLE.sub(" ", value).split()) if isinstance(value, str) else value


def _paragraphs(value: object) -> object:
    """Keep the lines of a text, without blanks at their ends and without what cannot be printed."""
    if not isinstance(value, str):
        return value
    return "\n".join(_UNPRINTABLE.sub("", line).rstrip() for line in value.splitlines()).strip()


def _share(value: object) -> object:
    """Read “40%” as 0.4; a plain number stays as it is."""
    found = _PERCENT.match(value) if isinstance(value, str) else None
    return round(float(found[1].replace(",", ".")) / 100, 6) if found else value


Key = Annotated[str, StringConstraints(pattern=KEY_PATTERN, max_length=60)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300), BeforeValidator(_one_line)]
Note = Annotated[str, StringConstraints(max_length=300), BeforeValidator(_one_line)]
Text = Annotated[str, StringConstraints(max_length=4000), BeforeValidator(_paragraphs)]
Number = Annotated[
    StrictInt | Annotated[StrictFloat, AllowInfNan(False)],
    Field(ge=-1e12, le=1e12),
]
Share = Annotated[
    float,
    BeforeValidator(_share),
    Field(ge=0, le=1, allow_inf_nan=False),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": 1},
                {"type": "string", "pattern": r"^\s*\d+([.,]\d+)?\s*%\s*$"},
            ],
            "description": "A share: 0.4 or “40%”.",
        }
    ),
]
Lines = Annotated[tuple[Line, ...], Field(max_length=60)]


def _without_repeats(keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


Keys = Annotated[tuple[Key, ...], AfterValidator(_without_repeats), Field(max_length=60)]


class Part(BaseModel):
    """A part of the document: frozen, and without fields that nobody knows."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        coerce_numbers_to_str=True,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
    )

    def as_record(self) -> dict[str, Any]:
        """Give the part as plain JSON values, leaving out what was left empty."""
        return self.model_dump(mode="json", exclude_defaults=True)


class Item(Part):
    """A part with a key that lives across versions. `was` names the key that it had in the version before."""

    key: Key
    was: Key | None = None
    label: Line


ItemT = TypeVar("ItemT", bound=Item)


def _unique(items: tuple[ItemT, ...]) -> tuple[ItemT, ...]:
    seen: set[str] = set()
    for index, item in enumerate(items):
        if item.key in seen:
            raise PydanticCustomError(
                "key_taken",
                _("“{key}” is already the key of another item in this list. Give this one a key of its own."),
                {"key": item.key, "index": index},
            )
        seen.add(item.key)
    return items


Keyed = Annotated[tuple[ItemT, ...], AfterValidator(_unique), Field(max_length=60)]


def found(items: Iterable[ItemT], key: str) -> ItemT | None:
    """Give the item called `key`, or None."""
    return next((item for item in items if item.key == key), None)
