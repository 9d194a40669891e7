"""How X counts: weighted characters, an emoji as two, every link as 23 (https://docs.x.com/fundamentals/counting-characters, 2026-11)."""

from __future__ import annotations

import unicodedata

import regex

from waypost.networks.contract import Found
from waypost.networks.counting.texts import Counting
from waypost.networks.finding.characters import INVALID
from waypost.networks.finding.emoji import emoji
from waypost.networks.finding.tags import cashtags, hashtags, lists, mentions
from waypost.networks.finding.urls import Links
from waypost.networks.x.card import CARD

LINK_LENGTH = 23
_LIGHT = regex.compile(r"[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
"""What counts once; everything else, and each emoji as a whole, counts twice."""
_LINKS = Links()


def weight(text: str) -> int:
    """The weight of a text in its composed form (NFC)."""
    composed = unicodedata.normalize("NFC", text)
    links = [(link.start, link.end) for link in _LINKS.find(composed)]
    total, at = 0, 0
    wholes = sorted([*((span, LINK_LENGTH) for span in links), *((span, 2) for span in emoji(composed))])
    for (start, end), weighs in wholes:
        if start < at:
            continue
        total += _plain(composed[at:start]) + weighs
        at = end
    return total + _plain(composed[at:])


def find(text: str) -> Found:
    """What X finds: a list (@person/list) is no mention, but hides what stands in it."""
    found = Found.apart(
        urls=_LINKS.find(text),
        mentions=[*mentions(text), *lists(text)],
        hashtags=hashtags(text),
        cashtags=cashtags(text),
    )
    people = tuple(mention for mention in found.mentions if "/" not in mention.text)
    return Found(urls=found.urls, mentions=people, hashtags=found.hashtags, cashtags=found.cashtags)


def _plain(text: str) -> int:
    return 2 * len(text) - len(_LIGHT.findall(text))


_TEXTS = Counting(CARD.text_limit, CARD.text_unit, weight, find, regex.compile(f"[{INVALID}]"))
count, split, under = _TEXTS.count, _TEXTS.split, _TEXTS.under
