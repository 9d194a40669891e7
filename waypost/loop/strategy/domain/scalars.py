"""What a bare word of YAML 1.2 means: a number, a day, yes or no, nothing, or just words."""

import re
from datetime import date

_INTEGER = re.compile(r"^[-+]?(0|[1-9][0-9]*)$")
_DECIMAL = re.compile(r"^[-+]?(\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+)([eE][-+]?[0-9]+)?$")
_DAY = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_OLD_YAML = re.compile(r"^([yYnN]|yes|no|on|off|[0-9][0-9_]*(:[0-9]+)+)$", re.IGNORECASE)
"""Words that YAML 1.1 takes for something else; written in quotes so that any program reads them alike."""

Scalar = str | int | float | bool | date | None


def plain_value(text: str, *, is_plain: bool) -> Scalar:
    """Give the value of a scalar; what stood in quotes or in a block is words."""
    if not is_plain:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text) and len(text) <= 20:
        return int(text)
    if _DECIMAL.match(text) and len(text) <= 40:
        return float(text)
    if _DAY.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


def reads_as_words(text: str) -> bool:
    """Whether `text` without quotes would be read as the same words, here and by older readers."""
    return plain_value(text, is_plain=True) == text and not _OLD_YAML.match(text)
