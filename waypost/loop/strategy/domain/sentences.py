"""Turns what pydantic found into sentences that say what to do."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from waypost.toolkit.wording import _

Details = Mapping[str, Any]

_FIXED: dict[str, str] = {
    "missing": _("This is missing. Add it."),
    "string_type": _("This should be words. Put them in quotes if they look like something else."),
    "string_unicode": _("This contains characters that cannot be stored. Write it again."),
    "dict_type": _("This should be a group of named fields, such as “label: …”."),
    "model_type": _("This should be a group of named fields, such as “label: …”."),
    "model_attributes_type": _("This should be a group of named fields, such as “label: …”."),
    "tuple_type": _("This should be a list, with a dash before each entry."),
    "int_type": _("This should be a number, such as 12."),
    "int_parsing": _("This should be a whole number."),
    "int_from_float": _("This should be a whole number."),
    "float_type": _("This should be a number, such as 12 or 0.5."),
    "float_parsing": _("This should be a number, such as 12, 0.5 or 40%."),
    "finite_number": _("This should be an ordinary number."),
    "bool_type": _("This should be a number or words, not yes or no."),
    "date_type": _("This should be a day, written like 2027-03-31."),
    "date_parsing": _("This should be a day, written like 2027-03-31."),
    "date_from_datetime_parsing": _("This should be a day, written like 2027-03-31."),
    "date_from_datetime_inexact": _("This should be a day without a time, written like 2027-03-31."),
}
_PATTERNS: dict[str, str] = {
    "^[^\\s#": _("A hashtag is one word, such as #harbour."),
    "^[a-z0-9]": _("A key has small letters, digits and single dashes, such as “behind-the-scenes”."),
    "^([01][0-9]": _("A time is written like “09:30”."),
    "^#": _("A colour is written like “#1f3a5f”."),
}


def sentence(kind: str, details: Details, found_text: str, value: object) -> str:
    """Say what to do about an error of pydantic's `kind`; `found_text` is its own message, used as a last resort."""
    if kind in _FIXED:
        return _FIXED[kind]
    if kind in _WITH_DETAILS:
        return _WITH_DETAILS[kind](details, value)
    return found_text if found_text.endswith(".") else f"{found_text}."


def unknown_field(name: str, part: type[BaseModel] | None) -> str:
    """Say that `name` is no field of `part`, with the field that was probably meant."""
    known = [field.alias or name for name, field in part.model_fields.items()] if part else []
    close = get_close_matches(name, known, n=1, cutoff=0.6)
    if close:
        return _("“{name}” is not known here. Did you mean “{meant}”?").format(name=name, meant=close[0])
    return _("“{name}” is not known here. Take it out, or write it under a field that is: {known}.").format(
        name=name, known=", ".join(known)
    )


def _pattern(details: Details, value: object) -> str:
    return next(words for start, words in _PATTERNS.items() if str(details["pattern"]).startswith(start))


def _choice(details: Details, value: object) -> str:
    return _("“{value}” is not one of the choices. Write {expected}.").format(
        value=value, expected=details["expected"]
    )


def _schema(details: Details, value: object) -> str:
    return _("This version of Waypost reads “schema: {expected}”.").format(expected=details["expected"])


def _long(details: Details, value: object) -> str:
    return _("This is too long. Keep it to {limit} characters.").format(limit=details["max_length"])


def _short(details: Details, value: object) -> str:
    return _("This is empty. Write at least one word.")


def _many(details: Details, value: object) -> str:
    return _("This list is too long. Keep it to {limit} entries.").format(limit=details["max_length"])


def _few(details: Details, value: object) -> str:
    return _("This list is empty. Add at least one entry.")


def _at_least(details: Details, value: object) -> str:
    return _("This should be {limit} or more.").format(limit=f"{details['ge']:g}")


def _at_most(details: Details, value: object) -> str:
    if details["le"] == 1:
        return _("A share is written as 0.4 or 40%, and is 1 (100%) at most.")
    return _("This should be {limit} or less.").format(limit=f"{details['le']:g}")


_WITH_DETAILS: dict[str, Callable[[Details, object], str]] = {
    "string_pattern_mismatch": _pattern,
    "string_too_long": _long,
    "string_too_short": _short,
    "enum": _choice,
    "literal_error": _schema,
    "too_long": _many,
    "too_short": _few,
    "greater_than_equal": _at_least,
    "less_than_equal": _at_most,
}
