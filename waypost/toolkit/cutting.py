"""Cuts a text into parts that fit, never inside a grapheme nor inside what must stay whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import regex

_GRAPHEME = regex.compile(r"\X")

Fits = Callable[[str], bool]
Spans = Callable[[str], Iterable[tuple[int, int]]]


def cut(text: str, *, fits: Fits, whole: Spans) -> list[str]:
    """Cut a text into parts that each fit, at white space where there is some, each as long as may be.

    A word longer than a part is cut between two graphemes; where `whole` says that something stands in a word
    stays in one piece, so only such a piece that does not fit by itself makes a part that does not. Blanks at the edges of parts are dropped.
    """
    pieces = list(_pieces(text, fits, whole))
    parts: list[str] = []
    start = _after_blanks(pieces, 0)
    while start < len(pieces):
        end = _furthest(pieces, start, fits)
        parts.append(_joined(pieces[start:end]))
        start = _after_blanks(pieces, end)
    return parts


def _pieces(text: str, fits: Fits, whole: Spans) -> Iterator[str]:
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


def _of_word(word: str, fits: Fits, whole: Spans) -> Iterator[str]:
    if fits(word):
        yield from [word] if word else []
        return
    kept = sorted(whole(word), reverse=True)
    piece, reach, end = "", 0, 0
    for grapheme in _GRAPHEME.findall(word):
        start, end = end, end + len(grapheme)
        if piece and start >= reach:
            yield piece
            piece = ""
        piece += grapheme
        while kept and kept[-1][0] < end:
            reach = max(reach, kept.pop()[1])
    yield piece


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
