"""Posts heaped up by what they have in common, with sums from which every metric's value is made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from waypost.loop.analytics.domain.margins import margin
from waypost.loop.analytics.domain.metrics import BY_KEY, Definition, Per, Unit, ratio

SHOWN = (
    "impressions",
    "engagements",
    "engagement-rate-by-impressions",
    "clicks",
    "click-through-rate",
    "conversions",
    "conversion-rate",
)
"""The metrics of every table of results, in this order; columns of which nothing is known are left out."""

KeyT = TypeVar("KeyT", bound=tuple[Any, ...])
Sums = tuple[float | None, float]
"""A metric's parts summed (None: nobody says them), and its divisor summed over the same rows."""


@dataclass
class Heap:
    """Some posts: how many, and the sums of each metric."""

    posts: int = 0
    natives: int = 0
    sums: dict[str, Sums] = field(default_factory=dict)

    def add(self, other: "Heap") -> None:
        """Put another heap on this one."""
        self.posts += other.posts
        self.natives += other.natives
        for key, (part, whole) in other.sums.items():
            known, under = self.sums.get(key, (None, 0.0))
            if part is not None:
                self.sums[key] = ((known or 0.0) + part, under + whole)
            else:
                self.sums.setdefault(key, (known, under))

    def value(self, definition: Definition) -> float | None:
        """A metric of all posts of the heap together: a sum, or the ratio of sums."""
        part, whole = self.sums.get(definition.key, (None, 0.0))
        if part is None:
            return None
        if definition.by is Per.POST:
            return ratio(part, self.posts)
        return ratio(part, whole) if definition.is_rate else part

    def margin(self, definition: Definition) -> float | None:
        """How far chance alone may have moved a rate (90 %, each way); None for what is no share of trials."""
        part, whole = self.sums.get(definition.key, (None, 0.0))
        if part is None or definition.unit is not Unit.SHARE or definition.by is Per.FOLLOWER:
            return None
        return margin(part, whole)


def heaped(heaps: Iterable[Heap]) -> Heap:
    """All of them as one."""
    whole = Heap()
    for heap in heaps:
        whole.add(heap)
    return whole


def columns(heaps: Iterable[Heap], keys: Iterable[str] = SHOWN) -> list[Definition]:
    """Those metrics of which at least one heap knows something."""
    found = list(heaps)
    return [BY_KEY[key] for key in keys if any(heap.value(BY_KEY[key]) is not None for heap in found)]


def by(rows: Mapping[KeyT, Heap], position: int) -> dict[object, Heap]:
    """Heaps put together by one part of their key."""
    found: dict[object, Heap] = {}
    for key, heap in rows.items():
        found.setdefault(key[position], Heap()).add(heap)
    return found
