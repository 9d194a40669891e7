"""What a proposal stands on: what was seen, what is expected by when, and what came of it.

Shares are differences in parts of one: 0.25 is a quarter more, -0.1 a tenth less. An interval holds the truth with
probability `level`.
"""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from waypost.loop.strategy.domain.proposals import Verdict

Words = Annotated[str, StringConstraints(max_length=600)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Page = Annotated[str, StringConstraints(max_length=500, pattern=r"^$|^[a-z][a-z0-9/_-]*(\?[^\s\"<>]*)?$")]
"""A page beneath the brand's address, such as “results/posts/?pillar=harbour-life”."""
Level = Annotated[float, Field(gt=0, lt=1)]
Sureness = Annotated[float, Field(ge=0, le=1)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Interval(_Frozen):
    """A value with the interval around it."""

    value: float
    low: float
    high: float

    @model_validator(mode="after")
    def _in_order(self) -> "Interval":
        assert self.low <= self.value <= self.high, "an interval lies around its value"
        return self


class Point(_Frozen):
    """One dot of the plot: how much more or less than a typical post this brings."""

    label: Name
    effect: Interval
    posts: Annotated[int, Field(ge=0)]
    hue: Annotated[int, Field(ge=1, le=8)] | None = None
    page: Page = ""
    is_moved: bool = True


class Evidence(_Frozen):
    """What was seen, on how many posts of which time, how sure that makes, and what it does not say."""

    measure: Name
    saw: Words = ""
    points: tuple[Point, ...] = ()
    posts: Annotated[int, Field(ge=0)] = 0
    since: date | None = None
    until: date | None = None
    level: Level = 0.9
    sureness: Sureness | None = None
    adjusted_for: tuple[Name, ...] = ()
    would_change: tuple[Words, ...] = ()
    page: Page = ""


class Expectation(_Frozen):
    """What should come of it: so much more of `measure` per post, by a day."""

    metric: Name
    measure: Name
    gain: Interval
    by: date
    level: Level = 0.9

    @property
    def is_an_interval(self) -> bool:
        """Whether it says how far it may be off: a person's guess does not."""
        return self.gain.low < self.gain.high


class Outcome(_Frozen):
    """What came of it, as far as it can be told; without a gain a person said it."""

    verdict: Verdict
    sentence: Words
    gain: Interval | None = None
    posts: Annotated[int, Field(ge=0)] = 0
    level: Level = 0.9
