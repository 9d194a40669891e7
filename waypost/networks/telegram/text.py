"""How Telegram counts and finds: characters once its signs are read, links at their full length.

What it finds follows its own library (https://github.com/tdlib/td, td/telegram/MessageEntity.cpp, 2026): names of four
to 32 letters, hashtags with one letter at least, cashtags of capitals, links with or without a protocol.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from waypost.networks.contract import Entity, Found
from waypost.networks.counting.texts import Counting
from waypost.networks.counting.units import characters
from waypost.networks.finding.urls import Links
from waypost.networks.telegram.card import CARD

_TAG = r"\p{L}\p{Nd}_\u200c\u00b7\u0d80-\u0dff"
_MENTION = regex.compile(r"(?<![\p{L}\p{Nd}_])@[a-zA-Z0-9_]{4,32}(?![\p{L}\p{Nd}_])")
_HASHTAG = regex.compile(rf"(?<![{_TAG}])#[{_TAG}]{{1,256}}(?![{_TAG}]*#)")
_CASHTAG = regex.compile(rf"(?<![${_TAG}])\$(?:1INCH|[A-Z]{{1,8}})(?![${_TAG}])")
_LETTER = regex.compile(r"\p{L}")
_LINKS = Links(
    protocols="https?|ftp|tonsite",
    path=r'[^\s<>"«»()]',
    path_end=r"""[^\s<>"«»().:;,'?!`]""",
    folder="",
    query=r'[^\s<>"«»]',
    query_end=r"""[^\s<>"«».:;,('?!`]""",
)


def find(text: str) -> Found:
    """What Telegram makes a link of."""
    return Found.apart(
        urls=_LINKS.find(text),
        mentions=_all(_MENTION, text),
        hashtags=(tag for tag in _all(_HASHTAG, text) if _LETTER.search(tag.text)),
        cashtags=_all(_CASHTAG, text),
    )


def _all(pattern: regex.Pattern[str], text: str) -> Iterator[Entity]:
    return (Entity.of(text, *match.span()) for match in pattern.finditer(text))


_TEXTS = Counting(CARD.text_limit, CARD.text_unit, characters, find)
count, split = _TEXTS.count, _TEXTS.split
