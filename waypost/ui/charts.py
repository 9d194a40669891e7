"""What a chart says, before it is drawn: shares, progress, series. Tags draw it; reports will draw the same."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One part of a whole: its target share and, once known, its actual share (both 0 to 1)."""

    label: str
    hue: int
    target: float
    actual: float | None = None

    @property
    def points_off(self) -> float | None:
        """By how many percentage points actual differs from target."""
        return None if self.actual is None else (self.actual - self.target) * 100


@dataclass(frozen=True)
class Progress:
    """How much of a goal is reached (0 to 1, may exceed it) against how much of its time has passed."""

    reached: float
    passed: float

    @property
    def is_behind(self) -> bool:
        return self.reached < self.passed - 0.02


@dataclass(frozen=True)
class Series:
    """A line or a row of bars; None where nothing is known. Without a hue it is drawn in ink.

    `is_wanted` marks a line that says how it should go, beside one that says how it went.
    """

    label: str
    values: Sequence[float | None]
    hue: int = 0
    is_wanted: bool = False


@dataclass(frozen=True)
class Flag:
    """Something that happened at a tick of the axis: a new version of the strategy, a campaign."""

    at: int
    label: str


@dataclass(frozen=True)
class Chart:
    """Series over common ticks."""

    title: str
    ticks: Sequence[str]
    series: Sequence[Series]
    kind: str = "line"
    flags: Sequence[Flag] = ()

    @property
    def scale(self) -> list[float]:
        """Round numbers from 0 to at least the highest value."""
        highest = max(
            (value for line in self.series for value in line.values if value is not None), default=0
        )
        return round_scale(highest)


def round_scale(highest: float, steps: int = 4) -> list[float]:
    """0, then about `steps` equal steps of 1, 2, 2.5 or 5 times a power of ten, up to at least `highest`."""
    if highest <= 0:
        return [0.0, 1.0]
    rough = highest / steps
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 2.5, 5, 10) if size * power >= rough * 0.9999)
    return [step * index for index in range(math.ceil(highest / step - 1e-9) + 1)]
