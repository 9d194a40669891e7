"""How the strategy in force goes, as a later stage tells it to the page of the strategy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class GoalStanding:
    """How a goal stands, ready to be shown: a word with its tone and shape, a sentence, and a page that says more.

    `reached` is the share of the way (0 to 1, may exceed it), None where nobody knows.
    """

    word: str
    tone: str
    shape: str
    sentence: str
    href: str
    reached: float | None = None


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What a goal asks to be counted, in its own words, whether it is in force or only being written.

    A target that is not known yet is taken as written in percent where the unit is. `key` is the goal's where it is in force and measured by the same, else ""; `since` the day on which that began.
    """

    metric: str
    unit: str = ""
    target: float | None = None
    baseline: float | None = None
    key: str = ""
    since: date | None = None

    @property
    def scale(self) -> float | None:
        """A number of the size in which the goal is written."""
        return 100.0 if self.target is None and "%" in self.unit else self.target


@dataclass(frozen=True)
class MetricToday:
    """Where a measure stands, as a goal writes it: `words` say the value, `how` where it is from and of which day.

    Without a value `how` says why. `begins` says that a goal may begin from it.
    """

    how: str
    words: str = ""
    value: float | None = None
    begins: bool = False


@dataclass(frozen=True)
class Progress:
    """Standings of goals and actual shares of pillars (0 to 1), by key; `href` leads to plan against actual."""

    goals: Mapping[str, GoalStanding] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)
    points_off: int | None = None
    href: str = ""
