"""What moved between two spans of the same length, and whether that is worth a word."""

from dataclasses import dataclass
from enum import StrEnum

from waypost.loop.analytics.domain.metrics import Definition

WORTH = 0.05
"""A change smaller than this is called "about the same"."""
FEW = 5
"""Fewer posts than this on either side are too few to compare."""


class Way(StrEnum):
    ROSE = "rose"
    FELL = "fell"
    HELD = "held"
    BEGAN = "began"
    """Nothing is known of the span before, or there was nothing."""


@dataclass(frozen=True)
class Movement:
    """A metric now and in the span before; `change` is the relative change (0.21: 21 % more), None where unknown."""

    metric: Definition
    now: float
    before: float | None

    @property
    def change(self) -> float | None:
        return (self.now - self.before) / abs(self.before) if self.before else None

    @property
    def way(self) -> Way:
        if self.change is None:
            return Way.HELD if self.before == self.now else Way.BEGAN
        elif abs(self.change) < WORTH:
            return Way.HELD
        else:
            return Way.ROSE if self.change > 0 else Way.FELL


def standout(rates: dict[str, tuple[int, float]], least_posts: int = FEW) -> tuple[str, float] | None:
    """The group whose posts have most of something each, and how many times the mean; None when none stands out.

    `rates` are (posts, sum) by group; groups with fewer posts than `least_posts` are left out.
    """
    posts = sum(count for count, _total in rates.values())
    total = sum(value for _count, value in rates.values())
    known = {key: value / count for key, (count, value) in rates.items() if count >= least_posts}
    if len(known) < 2 or not total:
        return None
    best = max(known, key=lambda key: known[key])
    times = known[best] / (total / posts)
    return (best, times) if times >= 1.25 else None
