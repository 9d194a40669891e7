"""How Mastodon counts: graphemes, every link as 23, of a mention only the name before its server.

The rule is the server's own StatusLengthValidator (https://github.com/mastodon/mastodon, 4.5, 2026-07).
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from waypost.networks.contract import Count, Terms, Texts, TextUnit
from waypost.networks.mastodon.card import CARD, LINK_LENGTH
from waypost.toolkit.cutting import cut

_GRAPHEME = regex.compile(r"\X")
_LINK = r"https?://\S+"
_MENTION = r"(?<![\w/=])@([\w.-]*\w)@[\w](?:[\w.-]*\w)?"
_LINKS = regex.compile(_LINK)
_MENTIONS = regex.compile(_MENTION)
_WHOLE = regex.compile(f"{_LINK}|{_MENTION}")


@dataclass(frozen=True, slots=True)
class Counting:
    """Counting by the limits of one server."""

    limit: int = CARD.text_limit
    link_length: int = LINK_LENGTH

    def count(self, text: str) -> Count:
        """Count the graphemes of a text, links and mentions as a server does."""
        short = _MENTIONS.sub(r"@\1", _LINKS.sub("x" * self.link_length, text))
        return Count(length=len(_GRAPHEME.findall(short)), limit=self.limit, unit=TextUnit.WEIGHTED)

    def split(self, text: str) -> list[str]:
        """Cut a text into parts that each fit; a link and a mention stay whole."""
        return cut(text, fits=lambda part: not self.count(part).over, whole=_WHOLE)


_USUAL = Counting()
count = _USUAL.count
split = _USUAL.split


def under(terms: Terms) -> Texts:
    """Counting by the terms of one server."""
    return Counting(limit=terms.text_limit or CARD.text_limit, link_length=terms.link_length or LINK_LENGTH)
