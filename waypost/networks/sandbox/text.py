"""How the sandbox counts: graphemes, everything at its full length, links too."""

import regex

from waypost.networks.contract import Count
from waypost.networks.sandbox.card import CARD
from waypost.toolkit.cutting import cut

_LINK = regex.compile(r"https?://\S+")
_GRAPHEME = regex.compile(r"\X")


def count(text: str) -> Count:
    """Count the graphemes of a text."""
    return Count(length=len(_GRAPHEME.findall(text)), limit=CARD.text_limit, unit=CARD.text_unit)


def split(text: str) -> list[str]:
    """Cut a text into parts of at most 500 graphemes; a link stays whole."""
    return cut(text, fits=lambda part: not count(part).over, whole=_LINK)
