"""A wave of unhappy messages for a drill: who says what and when, and what is left of it once the brand has spoken.

It rises until its minutes have passed; left alone it lasts three times as long. Each message has its own chance, so the
same seed gives the same wave, and what its first words leave of it hangs only on when they came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import sqrt

from waypost.networks.sandbox.audience.chance import chance
from waypost.networks.sandbox.audience.scenes import BY_KEY, CALMED, NAMES, TAILS, Told

BEGINS = timedelta(seconds=5)
LASTS = 3
"""So many times as long as it rises."""
HALVES = 5
"""Once the brand has spoken, half fall silent in each fifth of the time in which it rose."""
UNDER_THE_FIRST = 0.4
"""So many answer the message with which it began; the others speak for themselves."""
MILD = 0.2
LATE_QUESTIONS, EARLY_QUESTIONS = 0.1, 0.4


class Fate(StrEnum):
    """What becomes of a message that was still to come when the brand spoke."""

    STAYS = "stays"
    TURNS = "turns"
    GOES = "goes"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What somebody will say, so long after the wave began; the first stands alone."""

    after: timedelta
    handle: str
    name: str
    text: str
    is_under_the_first: bool


def wave(scene: str, account: str, *, seed: int, minutes: int, messages: int) -> tuple[Complaint, ...]:
    """Every message that comes when nobody says anything, in order of time. Raises KeyError for an unknown scene."""
    told, rises = BY_KEY[scene], timedelta(minutes=minutes)
    who, name = _somebody(seed, 0)
    said = [Complaint(BEGINS, who, name, f"@{account} {told.opening}", is_under_the_first=False)]
    for number in range(1, messages):
        draw = chance(seed, "wave", number)
        after = max(BEGINS * 2, rises * _when((number + draw.random()) / messages))
        who, name = _somebody(seed, number)
        words = _words(told, seed, number, share=number / messages)
        said.append(Complaint(after, who, name, f"@{account} {words}", draw.random() < UNDER_THE_FIRST))
    return tuple(said)


def fate(seed: int, number: int, *, minutes: int, late: timedelta) -> Fate:
    """What becomes of a message that would have come so long after the brand spoke."""
    draw = chance(seed, "calm", number)
    if draw.random() < 0.5 ** (late / (timedelta(minutes=minutes) / HALVES)):
        return Fate.STAYS
    return Fate.TURNS if draw.random() < MILD else Fate.GOES


def mild_words(seed: int, number: int, account: str) -> str:
    """What somebody says instead, now that the brand has spoken."""
    return f"@{account} {_one(CALMED, seed, 'mild', number)}"


def _when(share: float) -> float:
    """When so much of a wave has come, in times of its rise: the more the nearer its peak, then ever less."""
    return sqrt(LASTS * share) if share <= 1 / LASTS else LASTS - sqrt(LASTS * (LASTS - 1) * (1 - share))


def _words(told: Told, seed: int, number: int, *, share: float) -> str:
    """Questions at first, complaints the longer it lasts."""
    questions = EARLY_QUESTIONS + (LATE_QUESTIONS - EARLY_QUESTIONS) * share
    if chance(seed, "kind", number).random() < questions:
        return _one(told.questions, seed, "question", number)
    return _one(told.complaints, seed, "complaint", number) + _one(TAILS, seed, "tail", number)


def _one(sentences: Sequence[str], seed: int, *place: object) -> str:
    return chance(seed, *place).choice(sentences)


def _somebody(seed: int, number: int) -> tuple[str, str]:
    """Handle and name; the handle says that nobody real speaks. Some speak twice."""
    drawn = chance(seed, "who", number).randrange(len(NAMES) * 4)
    name = NAMES[drawn % len(NAMES)]
    plain = "".join(letter for letter in name.casefold() if letter.isascii() and letter.isalpha())
    return f"{plain}{drawn // len(NAMES) or ''}.drill", name
