"""How texts are counted where nobody can be asked: graphemes, everything at its full length."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from waypost.networks.by_hand.card import CARD
from waypost.networks.contract import Count, Terms, Texts
from waypost.toolkit.cutting import cut

_LINK = regex.compile(r"https?://\S+")
_GRAPHEME = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class Counting:
    """Counting by the limit that somebody gave."""

    limit: int = CARD.text_limit

    def count(self, text: str) -> Count:
        """Count the graphemes of a text."""
        return Count(length=len(_GRAPHEME.findall(text)), limit=self.limit, unit=CARD.text_unit)

    def split(self, text: str) -> list[str]:
        """Cut a text into parts that each fit; a link stays whole."""
        return cut(text, fits=lambda part: not self.count(part).over, whole=_LINK)


_USUAL = Counting()
count = _USUAL.count
split = _USUAL.split


def under(terms: Terms) -> Texts:
    """Counting by the limit that the account's own person gave."""
    return Counting(limit=terms.text_limit or CARD.text_limit)
