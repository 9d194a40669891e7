"""Finds links, mentions, hashtags and cashtags as Bluesky's own apps do, and says in bytes of UTF-8 where they are.

Source of the rules: https://github.com/bluesky-social/atproto/tree/main/packages/api/src/rich-text, 2026-08.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import regex

from waypost.networks.contract import Entity, Found
from waypost.networks.finding.urls import TLDS

# The apps are written in JavaScript: its \s, \d and \b are these.
_SPACE = r"\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_UNSEEN = r"\u00ad\u2060\u200a-\u200d\u20e2"
_BEFORE = rf"(?<=^|[{_SPACE}(])"
_LINK = regex.compile(
    rf"{_BEFORE}(?:https?://[^{_SPACE}]+|(?P<domain>[a-z][a-z0-9]*(?:\.[a-z0-9]+)+)[^{_SPACE}]*)",
    regex.IGNORECASE | regex.ASCII,
)
_MENTION = regex.compile(rf"{_BEFORE}@(?P<handle>[a-zA-Z0-9.-]+)\b", regex.ASCII)
_TAG = regex.compile(
    rf"(?<=^|[{_SPACE}])[#＃](?!\ufe0f)"
    rf"(?P<tag>[^{_SPACE}{_UNSEEN}]*[^0-9\p{{P}}{_SPACE}{_UNSEEN}]+[^{_SPACE}{_UNSEEN}]*)"
)
_CASHTAG = regex.compile(
    rf"{_BEFORE}\$(?P<ticker>[A-Za-z][A-Za-z0-9]{{0,4}})(?=$|[{_SPACE}.,;:!?)\"'\u2019])"
)
_LAST_PUNCTUATION = regex.compile(r"\p{P}+$")
_ENDS = TLDS | {"test", "example"}
"""`.test` is a handle's end in the apps too; `.example` is what guides and rehearsals use."""
TAG_LIMIT = 64


class Kind(StrEnum):
    """What a piece of a text is."""

    LINK = "link"
    MENTION = "mention"
    TAG = "tag"
    CASHTAG = "cashtag"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, from `start` up to but not including `end` (characters), and what it stands for."""

    kind: Kind
    start: int
    end: int
    value: str


def pieces(text: str) -> list[Piece]:
    """Find links, mentions (their handles, lower case) and tags (without the #), in order, none in another."""
    found = sorted(
        [*_links(text), *_mentions(text), *_tags(text), *_cashtags(text)], key=lambda piece: piece.start
    )
    apart: list[Piece] = []
    for piece in found:
        if not apart or piece.start >= apart[-1].end:
            apart.append(piece)
    return apart


def find(text: str) -> Found:
    """The same as every network says it."""
    by_kind: dict[Kind, list[Entity]] = {kind: [] for kind in Kind}
    for piece in pieces(text):
        by_kind[piece.kind].append(Entity.of(text, piece.start, piece.end))
    return Found(
        urls=tuple(by_kind[Kind.LINK]),
        mentions=tuple(by_kind[Kind.MENTION]),
        hashtags=tuple(by_kind[Kind.TAG]),
        cashtags=tuple(by_kind[Kind.CASHTAG]),
    )


def links(text: str) -> list[str]:
    """The addresses in a text, in order."""
    return [piece.value for piece in pieces(text) if piece.kind is Kind.LINK]


def handles(text: str) -> list[str]:
    """The handles that a text mentions, in order, each once."""
    return list(dict.fromkeys(piece.value for piece in pieces(text) if piece.kind is Kind.MENTION))


def facets(text: str, dids: Mapping[str, str]) -> list[dict[str, Any]]:
    """Give a record's facets. `dids` says who the handles are; a handle of nobody stays plain text."""
    return [
        {
            "index": {
                "byteStart": len(text[: piece.start].encode()),
                "byteEnd": len(text[: piece.end].encode()),
            },
            "features": [_feature(piece, dids)],
        }
        for piece in pieces(text)
        if piece.kind is not Kind.MENTION or piece.value in dids
    ]


def _feature(piece: Piece, dids: Mapping[str, str]) -> dict[str, str]:
    match piece.kind:
        case Kind.LINK:
            return {"$type": "app.bsky.richtext.facet#link", "uri": piece.value}
        case Kind.MENTION:
            return {"$type": "app.bsky.richtext.facet#mention", "did": dids[piece.value]}
        case Kind.TAG | Kind.CASHTAG:
            return {"$type": "app.bsky.richtext.facet#tag", "tag": piece.value}


def _links(text: str) -> Iterator[Piece]:
    """A link ends before one sign of its sentence, and before a bracket where it opens none itself.

    Without a protocol in small letters it begins with a plain domain under a name of the root zone.
    """
    for match in _LINK.finditer(text):
        link, domain = match.group(), match["domain"] or ""
        if not link.startswith("http") and domain.rpartition(".")[2] not in TLDS:
            continue
        if link[-1] in ".,;:!?":
            link = link[:-1]
        if link.endswith(")") and "(" not in link:
            link = link[:-1]
        whole = link if link.startswith("http") else f"https://{link}"
        yield Piece(Kind.LINK, match.start(), match.start() + len(link), whole)


def _mentions(text: str) -> Iterator[Piece]:
    for match in _MENTION.finditer(text):
        name, _dot, end = match["handle"].rpartition(".")
        if name and end in _ENDS:
            yield Piece(Kind.MENTION, match.start(), match.end(), match["handle"].lower())


def _tags(text: str) -> Iterator[Piece]:
    """A tag has more than digits and punctuation, loses the punctuation at its end, and is not too long."""
    for match in _TAG.finditer(text):
        tag = _LAST_PUNCTUATION.sub("", match["tag"])
        if tag and len(tag.encode("utf-16-le")) // 2 <= TAG_LIMIT:
            yield Piece(Kind.TAG, match.start(), match.start() + 1 + len(tag), tag)


def _cashtags(text: str) -> Iterator[Piece]:
    for match in _CASHTAG.finditer(text):
        yield Piece(Kind.CASHTAG, match.start(), match.end(), f"${match['ticker'].upper()}")
