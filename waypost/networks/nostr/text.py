"""How Nostr counts and finds: characters, as relays count them; names by NIP-19, NIP-21 and NIP-05."""

from __future__ import annotations

import regex

from waypost.networks.contract import Entity, Found, TextUnit
from waypost.networks.counting.signs import WORD, Signs
from waypost.networks.counting.texts import Counting
from waypost.networks.counting.units import characters
from waypost.networks.finding.urls import Links
from waypost.networks.nostr.card import CARD
from waypost.networks.nostr.nip19 import NotAnEntity, key_in

ENTITY = regex.compile(
    r"(?<![\w@/.:])(?:nostr:|@)?(?P<word>(?:npub|nprofile|note|nevent)1[02-9ac-hj-np-z]{20,})(?!\w)"
)
NAME = regex.compile(
    r"(?<![\w@/.])@(?P<name>[\w.-]+)@(?P<domain>(?:[\w-]+\.)+[a-z]{2,})(?![\w@])", regex.IGNORECASE
)
"""A name with its domain, as in @tern@tern.example (NIP-05)."""
_SIGNS = Signs(tag=WORD, links=Links(bare=False))


def find(text: str) -> Found:
    """Links with their protocol, people and notes that the text names, and hashtags."""
    found = _SIGNS.find(text)
    named = [Entity.of(text, *match.span()) for match in ENTITY.finditer(text) if is_entity(match["word"])]
    named += [Entity.of(text, *match.span()) for match in NAME.finditer(text)]
    return Found.apart(urls=found.urls, mentions=named, hashtags=found.hashtags)


def is_entity(word: str) -> bool:
    """Whether no letter of it is wrong."""
    try:
        key_in(word)
    except NotAnEntity:
        return False
    return True


_TEXTS = Counting(CARD.text_limit, TextUnit.CHARACTERS, characters, find)
count, split, under = _TEXTS.count, _TEXTS.split, _TEXTS.under
