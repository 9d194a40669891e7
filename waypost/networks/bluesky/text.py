"""How Bluesky counts: graphemes at their full length, links too, and never more than 3000 bytes of UTF-8."""

from __future__ import annotations

from waypost.networks.bluesky.card import CARD
from waypost.networks.bluesky.facets import find
from waypost.networks.contract import Count, TextUnit
from waypost.networks.counting.texts import parts
from waypost.networks.counting.units import graphemes, utf8

__all__ = ["count", "find", "split"]

BYTES_LIMIT = 3000


def count(text: str) -> Count:
    """Count the graphemes of a text; the bytes instead where these are what is too much."""
    length, size = graphemes(text), utf8(text)
    if size > BYTES_LIMIT and length <= CARD.text_limit:
        return Count(length=size, limit=BYTES_LIMIT, unit=TextUnit.BYTES)
    return Count(length=length, limit=CARD.text_limit, unit=CARD.text_unit)


def split(text: str) -> list[str]:
    """Cut a text into parts that each fit; what stands for something stays whole."""
    return parts(text, count, find)
