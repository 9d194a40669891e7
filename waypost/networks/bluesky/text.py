"""How Bluesky counts: graphemes at their full length, links too, and never more than 3000 bytes of UTF-8."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from waypost.networks.bluesky.card import CARD
from waypost.networks.contract import Count, TextUnit

BYTES_LIMIT = 3000
_GRAPHEME = regex.compile(r"\X")
_LINK = regex.compile(r"https?://\S+")


def count(text: str) -> Count:
    """Count the graphemes of a text; the bytes instead where these are what is too much."""
    length, size = len(_GRAPHEME.findall(text)), len(text.encode())
    if size > BYTES_LIMIT and length <= CARD.text_limit:
        return Count(length=size, limit=BYTES_LIMIT, unit=TextUnit.BYTES)
    return Count(length=length, limit=CARD.text_limit, unit=CARD.text_unit)


def split(text: str) -> list[str]:
    """Cut a text into parts that each fit, at white space where there is some.

    A word longer than a part is cut between two graphemes; a link stays whole, so only a link longer than the
    limit makes a part that is too long. Blanks at the edges of parts are dropped.
    """
    parts: list[list[str]] = [[]]
    for piece in _pieces(text):
        if piece.isspace():
            parts[-1] += [piece] if parts[-1] else []
        elif parts[-1] and count("".join([*parts[-1], piece])).over:
            parts.append([piece])
        else:
            parts[-1].append(piece)
    return [whole for whole in map(_without_last_blanks, parts) if whole]


def _without_last_blanks(pieces: list[str]) -> str:
    """Put a part together; a blank that carries an accent is no blank, so this goes by pieces."""
    end = len(pieces)
    while end and pieces[end - 1].isspace():
        end -= 1
    return "".join(pieces[:end])


def _pieces(text: str) -> Iterator[str]:
    """The smallest parts in which a text may be cut: blanks, words that fit, links, graphemes of longer words.

    Blanks are told by whole graphemes: one that carries an accent is no place to cut.
    """
    run: list[str] = []
    for grapheme in _GRAPHEME.findall(text):
        if grapheme.isspace():
            yield from _of_word("".join(run))
            yield grapheme
            run = []
        else:
            run.append(grapheme)
    yield from _of_word("".join(run))


def _of_word(word: str) -> Iterator[str]:
    if not count(word).over:
        yield from [word] if word else []
        return
    at = 0
    for link in _LINK.finditer(word):
        yield from _GRAPHEME.findall(word[at : link.start()])
        yield link.group()
        at = link.end()
    yield from _GRAPHEME.findall(word[at:])
