"""Finds links, mentions and hashtags in a text, and says where they are as Bluesky wants it: in bytes of UTF-8.

The rules are those of the network's own apps (https://docs.bsky.app/docs/advanced-guides/post-richtext, 2026-04).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import regex

_LINK = regex.compile(r"(?<=^|[\s(])https?://\S+", regex.IGNORECASE)
_MENTION = regex.compile(r"(?<=^|[\s(])@([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)", regex.IGNORECASE)
_TAG = regex.compile(r"(?<=^|\s)[#＃](?!\ufe0f)([^\s\u00ad\u2060\u200a-\u200d\u20e2]+)")
_LAST_PUNCTUATION = regex.compile(r"\p{P}+$")
_LINK_PUNCTUATION = regex.compile(r"[.,;:!?\"'»”’]+$")
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HANDLE = regex.compile(rf"(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?", regex.IGNORECASE)
_GRAPHEME = regex.compile(r"\X")
TAG_GRAPHEMES, TAG_BYTES = 64, 640


class Kind(StrEnum):
    """What a piece of a text is."""

    LINK = "link"
    MENTION = "mention"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, from `start` up to but not including `end` (characters), and what it stands for."""

    kind: Kind
    start: int
    end: int
    value: str


def pieces(text: str) -> list[Piece]:
    """Find links, mentions (their handles, lower case) and hashtags (without the sign), in order, none in another."""
    found = sorted([*_links(text), *_mentions(text), *_tags(text)], key=lambda piece: piece.start)
    apart: list[Piece] = []
    for piece in found:
        if not apart or piece.start >= apart[-1].end:
            apart.append(piece)
    return apart


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
        case Kind.TAG:
            return {"$type": "app.bsky.richtext.facet#tag", "tag": piece.value}


def _links(text: str) -> Iterator[Piece]:
    """A link ends before the punctuation of its sentence, and before a bracket that it does not open itself."""
    for match in _LINK.finditer(text):
        link = _LINK_PUNCTUATION.sub("", match.group())
        if link.endswith(")") and "(" not in link:
            link = _LINK_PUNCTUATION.sub("", link[:-1])
        if len(link) > len("https://"):
            yield Piece(Kind.LINK, match.start(), match.start() + len(link), link)


def _mentions(text: str) -> Iterator[Piece]:
    for match in _MENTION.finditer(text):
        if _HANDLE.fullmatch(match[1]):
            yield Piece(Kind.MENTION, match.start(), match.end(), match[1].lower())


def _tags(text: str) -> Iterator[Piece]:
    """A tag has more than digits, loses the punctuation at its end, and fits into 64 graphemes and 640 bytes."""
    for match in _TAG.finditer(text):
        tag = _LAST_PUNCTUATION.sub("", match[1])
        fits = len(_GRAPHEME.findall(tag)) <= TAG_GRAPHEMES and len(tag.encode()) <= TAG_BYTES
        if tag and not tag.isdigit() and fits:
            yield Piece(Kind.TAG, match.start(), match.start() + 1 + len(tag), tag)
