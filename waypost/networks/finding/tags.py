"""Mentions, hashtags and cashtags: what may stand before the sign, what it is made of, what may not follow."""

from __future__ import annotations

import regex

from waypost.networks.contract import Entity
from waypost.networks.finding.characters import DIRECTIONS, LATIN_ACCENTS, PUNCTUATION, SPACES

_TAG = r"\p{L}\p{M}\p{Nd}_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\u00b7"
_HASHTAG = regex.compile(
    rf"(?:^|[\ufe0e\ufe0f]|[^{_TAG}&])(?P<entity>[#＃](?![\ufe0f\u20e3])[{_TAG}]*[\p{{L}}\p{{M}}][{_TAG}]*)"
)
_AFTER_HASHTAG = regex.compile("[#＃]|://")
_MENTION = regex.compile(
    r"(?:^|[^a-zA-Z0-9_!#$%&*@＠]|(?:^|[^a-zA-Z0-9_+~.-])[rR][tT]:?)"
    r"(?P<entity>[@＠][a-zA-Z0-9_]{1,20})(?P<list>/[a-zA-Z][a-zA-Z0-9_-]{0,24})?"
)
AFTER_MENTION = regex.compile(rf"[@＠{LATIN_ACCENTS}]|://")
"""What shows that something was no mention after all."""
_CASHTAG = regex.compile(
    rf"(?:^|[{SPACES}{DIRECTIONS}])(?P<entity>\$[a-zA-Z]{{1,6}}(?:[._][a-zA-Z]{{1,2}})?)(?=$|\s|[{PUNCTUATION}])"
)


def hashtags(text: str) -> list[Entity]:
    """The hashtags of a text: a letter at least, in any script, and no other sign right behind."""
    return [
        Entity.of(text, *match.span("entity"))
        for match in _HASHTAG.finditer(text)
        if not _AFTER_HASHTAG.match(text, match.end())
    ]


def mentions(text: str) -> list[Entity]:
    """The people whom a text names; lists (@person/list) are no people."""
    return [Entity.of(text, *match.span("entity")) for match in _mentions(text) if not match["list"]]


def lists(text: str) -> list[Entity]:
    """The lists that a text names, whole (@person/list)."""
    return [Entity.of(text, match.start("entity"), match.end()) for match in _mentions(text) if match["list"]]


def cashtags(text: str) -> list[Entity]:
    """The cashtags of a text: up to six letters, perhaps with a share class."""
    return [Entity.of(text, *match.span("entity")) for match in _CASHTAG.finditer(text)]


def _mentions(text: str) -> list[regex.Match[str]]:
    return [match for match in _MENTION.finditer(text) if not AFTER_MENTION.match(text, match.end())]
