"""Signs to which a network gives a meaning: @ before a name, # before a word, and links."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import regex

from waypost.networks.contract import Entity, Found
from waypost.networks.finding.urls import Links

WORD = r"\p{L}\p{M}\p{Nd}_"
EMOJI = r"\p{Extended_Pictographic}\p{RI}\p{Emoji_Modifier}\ufe0f\u200d"
DOTTED_NAME = r"[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28}[A-Za-z0-9_])?"
"""A name with full stops in it, but not at its end: up to 30 letters, digits, stops and underscores."""


@dataclass(frozen=True)
class Signs:
    """How one network finds what stands in a text.

    `name` is the pattern of a name behind an @, "" where names have no meaning there; `tag` the inside of the character
    class of a hashtag, "" likewise, and `core` that of what it needs at least once; `links` are None where a link is
    nothing but words.
    """

    name: str = ""
    tag: str = ""
    core: str = r"\p{L}\p{M}"
    links: Links | None = None

    def find(self, text: str) -> Found:
        """What the network finds in a text."""
        return Found.apart(
            urls=self.links.find(text) if self.links else (),
            mentions=_all(self._name, text) if self.name else (),
            hashtags=_all(self._tag, text) if self.tag else (),
        )

    @cached_property
    def _name(self) -> regex.Pattern[str]:
        return regex.compile(rf"(?<![{WORD}.@/])@{self.name}(?![{WORD}@])")

    @cached_property
    def _tag(self) -> regex.Pattern[str]:
        return regex.compile(
            rf"(?<![{WORD}&#＃/])[#＃](?![\ufe0f\u20e3])[{self.tag}]*[{self.core}][{self.tag}]*"
        )


def _all(pattern: regex.Pattern[str], text: str) -> list[Entity]:
    return [Entity.of(text, *match.span()) for match in pattern.finditer(text)]
