"""How the sandbox counts: graphemes, everything at its full length, links too."""

from bisect import bisect_left, bisect_right
from itertools import accumulate

import regex

from waypost.networks.contract import Count
from waypost.networks.sandbox.card import CARD

_LINK = regex.compile(r"https?://\S+")
_GRAPHEME = regex.compile(r"\X")


def count(text: str) -> Count:
    """Count the graphemes of a text."""
    return Count(length=len(_GRAPHEME.findall(text)), limit=CARD.text_limit, unit=CARD.text_unit)


def split(text: str) -> list[str]:
    """Cut a text into parts of at most 500 graphemes, at white space where there is some.

    A word longer than a whole part is cut between two graphemes; a link is left whole, so only a link longer
    than the limit makes a part that is too long. Blanks at the edges of parts are dropped.
    """
    graphemes = _GRAPHEME.findall(text)
    whole = _inside_links(text, graphemes)
    parts: list[str] = []
    start = _after_blanks(graphemes, 0)
    while start < len(graphemes):
        end = _cut(graphemes, whole, start)
        parts.append(_without_last_blanks(graphemes[start:end]))
        start = _after_blanks(graphemes, end)
    return parts


def _inside_links(text: str, graphemes: list[str]) -> set[int]:
    """Return the grapheme indexes before which a link would be cut."""
    offsets = list(accumulate(map(len, graphemes), initial=0))
    return {
        index
        for link in _LINK.finditer(text)
        for index in range(bisect_right(offsets, link.start()), bisect_left(offsets, link.end()))
    }


def _cut(graphemes: list[str], whole: set[int], start: int) -> int:
    """Find where the part that begins at `start` ends: at a blank, else anywhere but in a link."""
    furthest = start + CARD.text_limit
    if furthest >= len(graphemes):
        return len(graphemes)
    for end in range(furthest, start, -1):
        if graphemes[end].isspace() or graphemes[end - 1].isspace():
            return end
    for end in range(furthest, start, -1):
        if end not in whole:
            return end
    return next((end for end in range(furthest, len(graphemes)) if end not in whole), len(graphemes))


def _after_blanks(graphemes: list[str], start: int) -> int:
    while start < len(graphemes) and graphemes[start].isspace():
        start += 1
    return start


def _without_last_blanks(graphemes: list[str]) -> str:
    end = len(graphemes)
    while end and graphemes[end - 1].isspace():
        end -= 1
    return "".join(graphemes[:end])
