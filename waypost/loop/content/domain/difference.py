"""A readable difference between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKEN = re.compile(r"\s+|\w+(?:['’-]\w+)*|[^\w\s]")


class Change(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A run of text that is the same in both, or only in one of them."""

    change: Change
    text: str


def words_changed(before: str, after: str) -> tuple[Piece, ...]:
    """Give the pieces in reading order; without the added ones they spell `before`, without the removed `after`."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    pieces = [(Change.SAME, old[:head])]
    for kind, i1, i2, j1, j2 in SequenceMatcher(a=middle_old, b=middle_new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append((Change.SAME, middle_old[i1:i2]))
        else:
            pieces.append((Change.REMOVED, middle_old[i1:i2]))
            pieces.append((Change.ADDED, middle_new[j1:j2]))
    pieces.append((Change.SAME, old[len(old) - tail :]))
    return _joined(pieces)


def _shared(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _joined(pieces: list[tuple[Change, list[str]]]) -> tuple[Piece, ...]:
    joined: list[Piece] = []
    for change, tokens in pieces:
        text = "".join(tokens)
        if text and joined and joined[-1].change is change:
            joined[-1] = Piece(change, joined[-1].text + text)
        elif text:
            joined.append(Piece(change, text))
    return tuple(joined)
