"""What becomes of a call: drawn by a stable hash of the post, so that a post meets the same fate in every run."""

from __future__ import annotations

import hashlib
from enum import StrEnum


class Fate(StrEnum):
    """What the network does with the first call that brings a post; later calls find it well. A refusal is for ever."""

    FINE = "fine"
    SLOW = "slow"
    REFUSED = "refused"
    RATE_LIMITED = "rate_limited"
    ERROR_BEFORE = "error_before"
    ERROR_AFTER = "error_after"
    DROPPED = "dropped"
    CUT = "cut"
    UNREADABLE = "unreadable"
    HANG_BEFORE = "hang_before"
    HANG_AFTER = "hang_after"
    LATE = "late"


OF_A_THOUSAND = {
    Fate.SLOW: 20,
    Fate.REFUSED: 20,
    Fate.RATE_LIMITED: 20,
    Fate.ERROR_BEFORE: 20,
    Fate.ERROR_AFTER: 20,
    Fate.DROPPED: 20,
    Fate.CUT: 10,
    Fate.UNREADABLE: 10,
    Fate.HANG_BEFORE: 8,
    Fate.HANG_AFTER: 8,
    Fate.LATE: 15,
}
CERTAIN = frozenset({Fate.FINE, Fate.SLOW, Fate.REFUSED, Fate.RATE_LIMITED})
"""After these the sender knows what became of its call; after all others nobody does."""
STEPS_THAT_FAIL, LOOKS_THAT_FAIL = 60, 40
"""Of a thousand; only at the first try."""


def fate_of(text: str) -> Fate:
    """The fate of a post, by its words."""
    number = _number(words_of(text))
    for fate, share in OF_A_THOUSAND.items():
        if number < share:
            return fate
        number -= share
    return Fate.FINE


def step_fails(text: str) -> bool:
    """Whether the step before this post goes wrong once."""
    return _number(f"step {words_of(text)}") < STEPS_THAT_FAIL


def look_fails(asked: str) -> bool:
    """Whether this look goes wrong once."""
    return _number(f"look {asked}") < LOOKS_THAT_FAIL


def words_of(text: str) -> str:
    """A post without its links: those have codes of their own in every run."""
    return text.partition("http")[0].strip()


def _number(words: str) -> int:
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:8]) % 1000
