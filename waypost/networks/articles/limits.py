"""How much an article may hold: no network of long posts says, so this is as much as Waypost sends."""

from __future__ import annotations

from waypost.networks.articles.writing import find
from waypost.networks.contract import MediaRules, Outgoing, Rejected, TextUnit
from waypost.networks.counting.texts import Counting
from waypost.networks.counting.units import characters

LIMIT = 50_000
"""Characters: a small book's chapter, and a call that every web server takes."""
TEXTS = Counting(LIMIT, TextUnit.CHARACTERS, characters, find)
"""Characters are what an article is measured in."""
FORMATS = ("text", "image", "carousel")


def pictures(image_bytes: int, *, alt_limit: int = 0) -> MediaRules:
    """The pictures of an article, each of so many bytes; sites make wider ones smaller themselves."""
    return MediaRules(
        images_max=20,
        image_bytes=image_bytes,
        image_types=("image/jpeg", "image/png", "image/webp", "image/gif"),
        image_side=2560,
        alt_limit=alt_limit,
    )


def hold_against_limit(outgoing: Outgoing) -> None:
    """Refuse what is longer. Raises Rejected."""
    if TEXTS.count(outgoing.text).over:
        raise Rejected(f"A post has at most {LIMIT:,} characters. Make two of it.", "too_long")
