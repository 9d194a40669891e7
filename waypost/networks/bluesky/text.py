"""How Bluesky counts: graphemes at their full length, links too, and never more than 3000 bytes of UTF-8."""

from __future__ import annotations

import regex

from waypost.networks.bluesky.card import CARD
from waypost.networks.contract import Count, TextUnit
from waypost.toolkit.cutting import cut

BYTES_LIMIT = 3000
_GRAPHEME = regex.compile(r"\X")
_LINK = regex.compile(r"https?://\S+")


def count(text: str) -> Count:
    """Count the graphemes of a text; the bytes instead where these are what is too much."""
    length, size = len(_GRAPHEME.findall(text)), len(text.encode())
    if size > BYTES_LIMIT and length <= CARD.text_limit:
        return Count(length=size, limit=BYTES_LIMIT, unit=TextUnit.BYTES)
    return Count(length=length, limit=CARD.text_limit, unit=CARD.text_unit)


def split(text: str) -> list[str]:
    """Cut a text into parts that each fit; a link stays whole."""
    return cut(text, fits=lambda part: not count(part).over, whole=_LINK)
