"""Which days a page of results is about, and the days before them that they are compared with."""

from dataclasses import dataclass
from datetime import date, timedelta

LENGTHS = (28, 91, 364)
"""Whole weeks, so that every weekday counts as often in each."""
WORDS = {28: "4 weeks", 91: "13 weeks", 364: "52 weeks"}


@dataclass(frozen=True)
class Span:
    """Days of the brand's wall, both ends included."""

    first_on: date
    last_on: date

    @property
    def length(self) -> int:
        """How many days."""
        return (self.last_on - self.first_on).days + 1

    @property
    def before(self) -> "Span":
        """As many days right before."""
        return Span(self.first_on - timedelta(days=self.length), self.first_on - timedelta(days=1))

    @property
    def days(self) -> list[date]:
        return [self.first_on + timedelta(days=number) for number in range(self.length)]

    def holds(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


def span_until(today: date, length: int) -> Span:
    """So many days up to and including today."""
    return Span(today - timedelta(days=length - 1), today)
