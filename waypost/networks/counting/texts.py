"""A network's text.py in one value: what it measures, how much may be, what it finds, what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import regex

from waypost.networks.contract import Count, Found, Terms, Texts, TextUnit
from waypost.toolkit.cutting import cut

_LINK = regex.compile(r"https?://\S+", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Counting:
    """How one network counts, finds and cuts. `forbidden` finds characters that it refuses in every text."""

    limit: int
    unit: TextUnit
    measure: Callable[[str], int]
    find: Callable[[str], Found]
    forbidden: regex.Pattern[str] | None = None

    def count(self, text: str) -> Count:
        """Measure a text as the network does."""
        refused = self.forbidden.findall(text) if self.forbidden else ()
        return Count(
            length=self.measure(text),
            limit=self.limit,
            unit=self.unit,
            forbidden="".join(dict.fromkeys(refused)),
        )

    def split(self, text: str) -> list[str]:
        """Cut a text into parts that each fit; what the network finds in it stays whole."""
        return parts(text, self.count, self.find)

    def under(self, terms: Terms) -> Texts:
        """The same by the limit of one server or account."""
        return replace(self, limit=terms.text_limit or self.limit)


def parts(text: str, count: Callable[[str], Count], find: Callable[[str], Found]) -> list[str]:
    """Cut a text into parts that each fit. Whole stay its graphemes, what `find` finds, and everything with a protocol."""

    def whole(word: str) -> list[tuple[int, int]]:
        return [*find(word).spans, *(match.span() for match in _LINK.finditer(word))]

    return cut(text, fits=lambda part: not count(part).over, whole=whole)
