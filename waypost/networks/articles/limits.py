"""How long an article may be: no network of long posts says, so this is as much as Waypost sends."""

from __future__ import annotations

from waypost.networks.articles.writing import find
from waypost.networks.contract import Outgoing, Rejected, TextUnit
from waypost.networks.counting.texts import Counting
from waypost.networks.counting.units import characters

LIMIT = 50_000
"""Characters: a small book's chapter, and a call that every web server takes."""
TEXTS = Counting(LIMIT, TextUnit.CHARACTERS, characters, find)
"""Characters are what an article is measured in."""


def hold_against_limit(outgoing: Outgoing) -> None:
    """Refuse what is longer. Raises Rejected."""
    if TEXTS.count(outgoing.text).over:
        raise Rejected(f"A post has at most {LIMIT:,} characters. Make two of it.", "too_long")
