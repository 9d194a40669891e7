"""Quarters of thirteen weeks, each with three reviews; the plan of the weeks until the next review follows each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

WEEKS_OF_A_QUARTER = 13
REVIEWS = (0, 4, 8)
"""Weeks of a quarter that begin with a review."""


@dataclass(frozen=True)
class Period:
    """The weeks from a review to the next. `quarter` counts from 1."""

    quarter: int
    first_on: date
    weeks: int

    @property
    def last_on(self) -> date:
        return self.first_on + timedelta(days=7 * self.weeks - 1)

    @property
    def mondays(self) -> list[date]:
        return [self.first_on + timedelta(weeks=number) for number in range(self.weeks)]


def periods(begins_on: date, weeks: int) -> Iterator[Period]:
    """Cut so many weeks into periods; the last ends with them."""
    starts = [number for number in range(weeks) if number % WEEKS_OF_A_QUARTER in REVIEWS]
    for start, following in zip(starts, [*starts[1:], weeks], strict=True):
        yield Period(
            start // WEEKS_OF_A_QUARTER + 1, begins_on + timedelta(weeks=start), min(following, weeks) - start
        )
