"""What a text measures, in the units that networks count by."""

from __future__ import annotations

import regex

_GRAPHEME = regex.compile(r"\X")


def characters(text: str) -> int:
    """The code points of a text."""
    return len(text)


def graphemes(text: str) -> int:
    """What a reader takes for one character each: a family of four is one."""
    return len(_GRAPHEME.findall(text))


def utf16(text: str) -> int:
    """The UTF-16 code units of a text, which JavaScript and Java call characters: an emoji is two or more."""
    return len(text.encode("utf-16-le")) // 2


def utf8(text: str) -> int:
    """The bytes of a text in UTF-8."""
    return len(text.encode())
