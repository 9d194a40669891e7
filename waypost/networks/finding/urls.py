"""Links: with a protocol or without, their domain under a name of the root zone, balanced brackets in their path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from string import ascii_lowercase, ascii_uppercase

import regex

from waypost.networks.contract import Entity
from waypost.networks.finding.characters import (
    CYRILLIC,
    DIRECTIONS,
    INVALID,
    LATIN_ACCENTS,
    PUNCTUATION,
    SPACES,
)

TLDS = frozenset(files(__package__).joinpath("tlds.txt").read_text(encoding="utf-8").split())
"""Every name that a domain may end with, lower case, in its own script."""
LONGEST, LONGEST_LABEL, LONGEST_SLUG = 4096, 63, 40

_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
"""Plain letters in small: a domain may be written in either, and everything stays in its place."""
_TOKEN = regex.compile(f"(?:^|[{SPACES}])[^{SPACES}]+")
_TLD = r"(?:\L<tlds>(?=[^0-9a-zA-Z@+-]|$)|xn--[-0-9a-z]+)"
_WORD = rf"[^{PUNCTUATION}{SPACES}{INVALID}{DIRECTIONS}]"
# A name has at most 127 labels of 63 bytes: without bounds a text of dots alone would be looked through again and again.
_LABELS, _REST = "{0,126}", "{0,255}+"
_DOMAIN = rf"(?:{_WORD}(?:[_-]|{_WORD}){_REST}(?<=[^_-])\.){_LABELS}{_WORD}(?:-|{_WORD}){_REST}(?<!-)\.{_TLD}"
_ENDING = regex.compile(rf"\.{_TLD}", tlds=TLDS)
_ASCII = regex.compile(rf"(?:[-a-zA-Z0-9{LATIN_ACCENTS}]+\.)+{_TLD}", tlds=TLDS)
_SHORT = regex.compile(r"https?://t\.co/([a-z0-9]+)(?:\?\S*[a-z0-9\-_&=#/])?")


@dataclass(frozen=True)
class Links:
    """How links are found: which protocols there are, whether one must stand in front, and what may follow the domain.

    `path` and `query` are the insides of character classes, `path_end` and `query_end` of those that a link may end with.
    """

    protocols: str = "https?"
    bare: bool = True
    path: str = rf"[a-zA-Z{CYRILLIC}0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{LATIN_ACCENTS}]"
    path_end: str = rf"[+\-a-zA-Z{CYRILLIC}0-9=_#/{LATIN_ACCENTS}]"
    folder: str = "@"
    query: str = r"[a-zA-Z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]"
    query_end: str = r"[a-zA-Z0-9\-_&=#/]"

    @cached_property
    def _pattern(self) -> regex.Pattern[str]:
        path = self.path
        brackets = rf"\((?:{path}+|{path}*\({path}+\){path}*)\)"
        piece = rf"(?:{path}*(?:{brackets}{path}*)*(?:{self.path_end}|{brackets})|{self.folder}{path}+/)"
        return regex.compile(
            rf"(?:(?P<before>[^A-Za-z0-9@＠$#＃{INVALID}])|^)"
            rf"(?P<url>(?P<protocol>(?:{self.protocols})://)?"
            rf"(?P<domain>{_DOMAIN})(?::[0-9]+)?(?P<path>/{piece}*)?(?:\?{self.query}*{self.query_end})?)",
            tlds=TLDS,
        )

    def find(self, text: str) -> list[Entity]:
        """The links of a text, in order. A link holds no space, so each run without one is looked at by itself."""
        return [
            Entity.of(text, token.start() + start, token.start() + end)
            for token in _TOKEN.finditer(text.translate(_SMALL))
            if _ENDING.search(token.group())
            for start, end in self._in(token.group())
        ]

    def _in(self, token: str) -> Iterator[tuple[int, int]]:
        for match in self._pattern.finditer(token):
            if not _is_sane(match["url"], match["protocol"] or "https://", match["domain"]):
                continue
            if match["protocol"]:
                yield from _as_shortened(match)
            elif self.bare and (match["before"] or " ") not in "-_./":
                yield from _ascii_only(match)


def _ascii_only(match: regex.Match[str]) -> Iterator[tuple[int, int]]:
    """Where no protocol says that it is a link, only the part in plain letters is one; a path belongs to the last."""
    start = match.start("domain")
    found = [(start + each.start(), start + each.end()) for each in _ASCII.finditer(match["domain"])]
    if found and match["path"]:
        found[-1] = found[-1][0], match.end("url")
    yield from found


def _as_shortened(match: regex.Match[str]) -> Iterator[tuple[int, int]]:
    """A link of the network's own shortener ends with its code, and is none where that is too long."""
    short = _SHORT.match(match["url"])
    if short is None:
        yield match.span("url")
    elif len(short[1]) <= LONGEST_SLUG:
        yield match.start("url"), match.start("url") + short.end()


def _is_sane(url: str, protocol: str, domain: str) -> bool:
    """Labels and link are not longer than the name system and the network take them."""
    if domain.startswith("xn--") and _ASCII.search(domain) is None:
        return False
    labels = (len(_as_ascii(label)) for label in domain.split("."))
    return all(0 < length <= LONGEST_LABEL for length in labels) and len(protocol) + len(url) <= LONGEST


def _as_ascii(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode()
