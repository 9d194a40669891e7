"""How Mastodon counts: graphemes, every link as 23, of a mention only the name before its server.

The rules are the server's own: StatusLengthValidator, Extractor, Account and Tag, and its changes to the rules of
twitter-text (https://github.com/mastodon/mastodon, 4.5, 2026-07). A link needs a protocol and a domain of the root zone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from waypost.networks.contract import Count, Entity, Found, Terms, Texts, TextUnit
from waypost.networks.counting.texts import parts
from waypost.networks.counting.units import graphemes
from waypost.networks.finding.tags import AFTER_MENTION
from waypost.networks.finding.urls import Links
from waypost.networks.mastodon.card import CARD, LINK_LENGTH

_BEYOND_ASCII = r"\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\uffef\U00010000-\U0010ffff"
_LINKS = Links(
    protocols="https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini",
    bare=False,
    path=r"[^\p{White_Space}<>()?]",
    path_end=r"""[^\p{White_Space}()?!*"'「」<>;:=,.$%\[\]~&|@]""",
    folder="",
    query=rf"[a-zA-Z0-9!?*'();:&=+$/%#\[\]\-_.,~|@\^{_BEYOND_ASCII}]",
    query_end=rf"[a-zA-Z0-9_&=#/\-{_BEYOND_ASCII}]",
)
_WORD = r"\p{L}\p{M}\p{Nd}\p{Pc}"
_NAME = r"[a-zA-Z0-9_]+(?:[.-]+[a-zA-Z0-9_]+)*"
_MENTION = regex.compile(
    rf"(?<![=/{_WORD}])@(?P<name>{_NAME})(?:@(?P<server>[{_WORD}]+(?:[.-]+[{_WORD}]+)*))?"
)
LONGEST_SERVER = 253
"""A mention of a longer one is words, and counts in full."""
_BETWEEN = "_\u00b7\u30fb\u200c"
_LETTER = r"\p{Alphabetic}"
_HASHTAG = regex.compile(
    rf"(?<=^|\s)[#＃](?:[{_WORD}][{_WORD}{_BETWEEN}]*[{_LETTER}{_BETWEEN}][{_WORD}{_BETWEEN}]*[{_WORD}]"
    rf"|[{_WORD}]*{_LETTER}[{_WORD}]*)"
)
_PROTOCOL_BEGUN = regex.compile(r"(?<=.)https?$")


def find(text: str) -> Found:
    """What a server finds in a text; it knows no cashtags."""
    return Found.apart(
        urls=_LINKS.find(text),
        mentions=[Entity.of(text, *match.span()) for match in _mentions(text)],
        hashtags=_hashtags(text),
    )


def _mentions(text: str) -> Iterator[regex.Match[str]]:
    for match in _MENTION.finditer(text):
        is_sane = len(match["server"] or "") <= LONGEST_SERVER
        if is_sane and not AFTER_MENTION.match(text, match.end()):
            yield match


def _hashtags(text: str) -> Iterator[Entity]:
    for match in _HASHTAG.finditer(text):
        end = match.end()
        if text.startswith("://", end) and (begun := _PROTOCOL_BEGUN.search(match.group()[1:])):
            end -= len(begun.group())
        yield Entity.of(text, match.start(), end)


@dataclass(frozen=True, slots=True)
class Counting:
    """Counting by the limits of one server."""

    limit: int = CARD.text_limit
    link_length: int = LINK_LENGTH

    def count(self, text: str) -> Count:
        """Count the graphemes of a text, links and mentions as a server does."""
        found = Found.apart(
            urls=_LINKS.find(text), mentions=[Entity.of(text, *match.span()) for match in _mentions(text)]
        )
        short, at = "", 0
        for entity in found.entities:
            short += text[at : entity.start]
            is_link = entity in found.urls
            short += "x" * self.link_length if is_link else "@" + entity.text[1:].partition("@")[0]
            at = entity.end
        return Count(length=graphemes(short + text[at:]), limit=self.limit, unit=TextUnit.WEIGHTED)

    def split(self, text: str) -> list[str]:
        """Cut a text into parts that each fit; what stands for something stays whole."""
        return parts(text, self.count, find)

    def find(self, text: str) -> Found:
        """What a server finds, whichever it is."""
        return find(text)


_USUAL = Counting()
count = _USUAL.count
split = _USUAL.split


def under(terms: Terms) -> Texts:
    """Counting by the terms of one server."""
    return Counting(limit=terms.text_limit or CARD.text_limit, link_length=terms.link_length or LINK_LENGTH)
