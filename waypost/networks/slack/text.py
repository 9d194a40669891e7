"""How Slack counts: the characters that are sent, in which &, < and > are four or five each."""

from __future__ import annotations

from waypost.networks.contract import Entity, Found, TextUnit
from waypost.networks.counting.texts import Counting
from waypost.networks.finding.urls import Links
from waypost.networks.slack.card import CARD
from waypost.networks.slack.words import NAMED, written

_LINKS = Links()
_SECTION = 3000


def find(text: str) -> Found:
    """Links, and people, channels and groups by their ids; a # before a word has no meaning there."""
    return Found.apart(
        urls=_LINKS.find(text),
        mentions=[Entity.of(text, *match.span()) for match in NAMED.finditer(text)],
    )


def _length(text: str) -> int:
    return len(written(text))


_TEXTS = Counting(CARD.text_limit, TextUnit.CHARACTERS, _length, find)
count, split = _TEXTS.count, _TEXTS.split
sections = Counting(_SECTION, TextUnit.CHARACTERS, _length, find).split
"""Cut a text into what stands above pictures: each of its blocks takes 3,000 characters."""
