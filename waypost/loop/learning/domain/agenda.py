"""The review of the strategy: its rhythm, the days that it looks back on, its points, and when the next is due."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from waypost.toolkit.wording import _


class Rhythm(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"


class Point(StrEnum):
    GOALS = "goals"
    FIGURES = "figures"
    PLAN = "plan"
    OUTCOMES = "outcomes"
    PROPOSALS = "proposals"
    AGREED = "agreed"


POINTS: Mapping[Point, str] = {
    Point.GOALS: _("Goals against their pace"),
    Point.FIGURES: _("What moved"),
    Point.PLAN: _("Plan against actual"),
    Point.OUTCOMES: _("What came of earlier decisions"),
    Point.PROPOSALS: _("Proposals, one by one"),
    Point.AGREED: _("Agreed"),
}
"""What is gone through, in this order."""

WEEKS: Mapping[Rhythm, int] = {Rhythm.MONTH: 4, Rhythm.QUARTER: 13}
"""How far the first review of a rhythm looks back; later ones look back to the last."""
LONGEST = timedelta(weeks=26)
"""Beyond this a review is no comparison any more."""
SHORTEST = timedelta(days=7)


def looks_back_on(today: date, rhythm: Rhythm, last: date | None) -> tuple[date, date]:
    """The first and the last day of a review that begins today; `last` is the last day of the one before it.

    It goes on where that one ended, but looks at a week at least and at half a year at most.
    """
    last_on = today - timedelta(days=1)
    usual = last_on - timedelta(weeks=WEEKS[rhythm]) + timedelta(days=1)
    first_on = last + timedelta(days=1) if last is not None else usual
    earliest, latest = last_on - LONGEST + timedelta(days=1), last_on - SHORTEST + timedelta(days=1)
    return min(max(first_on, earliest), latest), last_on


def next_on(today: date, rhythm: Rhythm) -> date:
    """When the next review is due unless somebody says otherwise: the first of the next month, or of the next quarter."""
    months = 1 if rhythm is Rhythm.MONTH else 3 - (today.month - 1) % 3
    number = today.year * 12 + today.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def due_on(today: date, agreed: date | None, begun: date) -> date | None:
    """The day for which a review is due by now; None where none is yet.

    It is the agreed one, else the first of this month, once the strategy of `begun` has been in force for four weeks.
    """
    if agreed is not None:
        return agreed if agreed <= today else None
    first = today.replace(day=1)
    return first if first - begun >= timedelta(weeks=4) else None
