"""How Bluesky counts: graphemes at their full length, links too, and never more than so many bytes of UTF-8.

The limits are those of the lexicons app.bsky.feed.post and chat.bsky.convo.defs (messageInput), 2026-08.
"""

from __future__ import annotations

from dataclasses import dataclass

from waypost.networks.bluesky.card import CARD
from waypost.networks.bluesky.facets import find as _find
from waypost.networks.bluesky.places import is_direct
from waypost.networks.contract import Count, Found, Texts, TextUnit
from waypost.networks.counting.texts import parts
from waypost.networks.counting.units import graphemes, utf8


@dataclass(frozen=True, slots=True)
class Counting:
    """Counting by the limits of what is said in public, or to one person."""

    limit: int
    bytes_limit: int

    def count(self, text: str) -> Count:
        """Count the graphemes of a text; the bytes instead where these are what is too much."""
        length, size = graphemes(text), utf8(text)
        if size > self.bytes_limit and length <= self.limit:
            return Count(length=size, limit=self.bytes_limit, unit=TextUnit.BYTES)
        return Count(length=length, limit=self.limit, unit=TextUnit.GRAPHEMES)

    def split(self, text: str) -> list[str]:
        """Cut a text into parts that each fit; what stands for something stays whole."""
        return parts(text, self.count, _find)

    def find(self, text: str) -> Found:
        """What the apps find in a text, wherever it is said."""
        return _find(text)


_POST, _DIRECT_MESSAGE = Counting(CARD.text_limit, 3000), Counting(1000, 10_000)
count, split, find = _POST.count, _POST.split, _POST.find


def answering(remote_id: str) -> Texts:
    """An answer counts as a post does, but one that goes to one person alone."""
    return _DIRECT_MESSAGE if is_direct(remote_id) else _POST
