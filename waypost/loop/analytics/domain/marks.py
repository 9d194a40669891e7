"""Notes on networks' algorithms beside a chart: each has a letter where it stands on the axis, and its words beneath."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase

from waypost.loop.analytics.domain.spans import Span


@dataclass(frozen=True)
class Mark:
    """What changed on a network on a day; without a letter it lies before the days that a chart shows."""

    on: date
    where: str
    what: str
    href: str
    letter: str = ""


def lettered(found: Sequence[Mark], span: Span) -> list[Mark]:
    """The notes of a chart over `span`, the earliest first, with letters in the order of their days.

    What lies before has no letter: it is named because the days are compared with those before.
    """
    letters = iter(ascii_uppercase)
    return [
        Mark(mark.on, mark.where, mark.what, mark.href, next(letters, "…") if span.holds(mark.on) else "")
        for mark in sorted(found, key=lambda mark: mark.on)
    ]


def flags_of(marks: Sequence[Mark]) -> list[tuple[date, str]]:
    """The days that are marked, each with its letter."""
    return [(mark.on, mark.letter) for mark in marks if mark.letter]
