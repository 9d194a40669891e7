"""Cuts a text into parts that fit, never inside a grapheme nor inside what must stay whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import regex

_GRAPHEME = regex.compile(r"\X")

Fits = Callable[[str], bool]


def cut(text: str, *, fits: Fits, whole: regex.Pattern[str]) -> list[str]:
    """Cut a text into parts that each fit, at white space where there is some, each as long as may be.

    A word longer than a part is cut between two graphemes; what matches `whole` stays in one piece, so only such
    a piece that does not fit by itself makes a part that does not. Blanks at the edges of parts are dropped.
    """
    pieces = list(_pieces(text, fits, whole))
    parts: list[str] = []
    start = _after_blanks(pieces, 0)
    while start < len(pieces):
        end = _furthest(pieces, start, fits)
        parts.append(_joined(pieces[start:end]))
        start = _after_blanks(pieces, end)
    return parts


def _pieces(text: str, fits: Fits, whole: regex.Pattern[str]) -> Iterator[str]:
    """The smallest parts in which a text may be cut: blanks, words that fit, whole pieces, graphemes of longer words.

    Blanks are told by whole graphemes: one that carries an accent is no place to cut.
    """
    run: list[str] = []
    for grapheme in _GRAPHEME.findall(text):
        if grapheme.isspace():
            yield from _of_word("".join(run), fits, whole)
            yield grapheme
            run = []
        else:
            run.append(grapheme)
    yield from _of_word("".join(run), fits, whole)


def _of_word(word: str, fits: Fits, whole: regex.Pattern[str]) -> Iterator[str]:
    if fits(word):
        yield from [word] if word else []
        return
    edges = [0, *(edge for found in whole.finditer(word) for edge in found.span()), len(word)]
    for number, (start, end) in enumerate(pairwise(edges)):
        if number % 2:
            yield word[start:end]
        else:
            yield from _GRAPHEME.findall(word[start:end])


def _furthest(pieces: list[str], start: int, fits: Fits) -> int:
    """Find where the part that begins at `start` ends, in few measurements: by doubling, then by halving."""
    low, step = start + 1, 1
    while low < len(pieces) and fits(_joined(pieces[start : low + step])):
        low, step = min(low + step, len(pieces)), step * 2
    high = min(low + step, len(pieces) + 1)
    while high - low > 1:
        middle = (low + high) // 2
        if fits(_joined(pieces[start:middle])):
            low = middle
        else:
            high = middle
    return low


def _after_blanks(pieces: list[str], start: int) -> int:
    while start < len(pieces) and pieces[start].isspace():
        start += 1
    return start


def _joined(pieces: list[str]) -> str:
    """Put a part together; a blank that carries an accent is no blank, so this goes by pieces."""
    end = len(pieces)
    while end and pieces[end - 1].isspace():
        end -= 1
    return "".join(pieces[:end])
