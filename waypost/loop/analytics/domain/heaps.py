"""Posts heaped up by what they have in common, with sums from which every metric's value is made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


@dataclass(slots=True)
class Heap:
    """Some posts: how many, and for each metric of `keys` its parts summed (None: nobody says them) and its divisor.

    Only heaps of the same metrics are put together.
    """

    keys: tuple[str, ...]
    posts: int
    natives: int
    parts: list[float | None]
    wholes: list[float]

    def add(self, other: "Heap") -> None:
        """Put another heap on this one."""
        self.posts += other.posts
        self.natives += other.natives
        for place, part in enumerate(other.parts):
            if part is not None:
                known = self.parts[place]
                self.parts[place] = part if known is None else known + part
                self.wholes[place] += other.wholes[place]

    def value(self, definition: Definition) -> float | None:
        """A metric of all posts of the heap together: a sum, or the ratio of sums."""
        part, whole = self._sums(definition)
        if part is None:
            return None
        if definition.by is Per.POST:
            return ratio(part, self.posts)
        return ratio(part, whole) if definition.is_rate else part

    def margin(self, definition: Definition) -> float | None:
        """How far chance alone may have moved a rate (90 %, each way); None for what is no share of trials."""
        part, whole = self._sums(definition)
        if part is None or definition.unit is not Unit.SHARE or definition.by is Per.FOLLOWER:
            return None
        return margin(part, whole)

    def _sums(self, definition: Definition) -> tuple[float | None, float]:
        if definition.key not in self.keys:
            return None, 0.0
        place = self.keys.index(definition.key)
        return self.parts[place], self.wholes[place]


def nothing(keys: tuple[str, ...] = SHOWN) -> Heap:
    """A heap of no posts."""
    return Heap(keys, 0, 0, [None] * len(keys), [0.0] * len(keys))


def heaped(heaps: Iterable[Heap]) -> Heap:
    """All of them as one."""
    found = list(heaps)
    whole = nothing(found[0].keys) if found else nothing()
    for heap in found:
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
        found.setdefault(key[position], nothing(heap.keys)).add(heap)
    return found
