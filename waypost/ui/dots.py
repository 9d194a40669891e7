"""A plot of dots with their intervals: how much more or less than something usual. Said here, drawn by a tag."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

LOWEST, HIGHEST = -0.8, 4.0
MARKS = (-0.75, -0.5, -0.25, -0.1, 0.0, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0)
MOST_MARKS = 5


@dataclass(frozen=True)
class Dot:
    """One row: a value with its interval, in parts of one (0.25 is a quarter more), and on how much it stands.

    A quiet dot is drawn, and said not to tell anything. `href` leads to what was counted.
    """

    label: str
    value: float
    low: float
    high: float
    count: int
    hue: int = 0
    href: str = ""
    is_quiet: bool = False


@dataclass(frozen=True)
class DotPlot:
    """Rows on one scale around nought; `against` is what they are compared with, `counted` what stands behind them."""

    title: str
    dots: Sequence[Dot]
    head: str = "What"
    against: str = "Against a typical post"
    counted: str = "Posts"
    level: float = 0.9

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where the scale goes; nought is always on it, and it never runs away with one wild interval."""
        low = max(min([dot.low for dot in self.dots] + [-0.1]), LOWEST)
        high = min(max([dot.high for dot in self.dots] + [0.1]), HIGHEST)
        return low, high

    def place(self, value: float) -> float:
        """Where a value stands between the ends of the scale, 0 to 1; half as much is as far from nought as twice."""
        low, high = (math.log1p(end) for end in self.reach)
        here = math.log1p(min(max(value, self.reach[0]), self.reach[1]))
        return 0.03 + 0.94 * (here - low) / (high - low)

    @property
    def marks(self) -> list[float]:
        """Round values to write beneath the scale, nought among them, not too close to each other."""
        low, high = self.reach
        chosen = [0.0]
        for mark in sorted(MARKS, key=abs, reverse=True):
            near = min(abs(self.place(mark) - self.place(other)) for other in chosen)
            if low <= mark <= high and near > 0.17 and len(chosen) < MOST_MARKS:
                chosen.append(mark)
        return sorted(chosen)
