"""What was found in the posts of a brand: effects with their intervals, and moves of the strategy that follow.

Effects and gains are parts of one: 0.25 is a quarter more than a typical post. Intervals hold the truth with
probability LEVEL.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

LEVEL = 0.9


@dataclass(frozen=True)
class Found:
    """What a level of a factor is worth: more or less than a typical post, all else being equal.

    `is_said` is whether the data can carry it; `is_clear` whether the interval leaves out zero, too.
    """

    factor: str
    level: str
    value: float
    low: float
    high: float
    posts: int
    is_said: bool
    is_clear: bool


@dataclass(frozen=True)
class Factor:
    """A factor as a whole: how likely so much difference is where there is none, and whether it is spoken of."""

    name: str
    chance: float
    is_said: bool


@dataclass(frozen=True)
class ChannelNow:
    """What the strategy says of one channel: posts a week, shares of formats, times as (days, hour)."""

    key: str
    posts_per_week: float
    formats: Mapping[str, float] = field(default_factory=dict)
    times: tuple[tuple[tuple[int, ...], float], ...] = ()
    reactive_share: float = 0.2


@dataclass(frozen=True)
class Levers:
    """What can be moved, as it stands."""

    pillars: Mapping[str, float]
    channels: tuple[ChannelNow, ...]


@dataclass(frozen=True)
class Move:
    """Another setting of one lever, with what it should bring to the whole.

    `lever` is one of pillars, formats, times, rhythm. `settings` has the new values: shares by pillar; by channel
    shares of formats; by channel hours in the order of its times; posts a week by channel. A test promises nothing:
    it is there to find out.
    """

    lever: str
    settings: Mapping[str, Any]
    gain: float
    low: float
    high: float
    sureness: float
    is_test: bool = False


@dataclass(frozen=True)
class Findings:
    """Everything that one look at the posts gave."""

    posts: int
    factors: tuple[Factor, ...] = ()
    effects: tuple[Found, ...] = ()
    moves: tuple[Move, ...] = ()
    noise: float = 0.0

    def factor(self, name: str) -> Factor | None:
        """The factor called `name`, if it was looked at."""
        return next((factor for factor in self.factors if factor.name == name), None)


def as_record(part: Findings | Levers) -> dict[str, Any]:
    """Give a part as plain values."""
    return asdict(part)


def levers_from(record: Mapping[str, Any]) -> Levers:
    """Read levers from plain values."""
    channels = tuple(
        ChannelNow(
            channel["key"],
            channel["posts_per_week"],
            dict(channel["formats"]),
            tuple((tuple(days), hour) for days, hour in channel["times"]),
            channel["reactive_share"],
        )
        for channel in record["channels"]
    )
    return Levers(dict(record["pillars"]), channels)


def findings_from(record: Mapping[str, Any]) -> Findings:
    """Read findings from plain values."""
    return Findings(
        record["posts"],
        tuple(Factor(**factor) for factor in record["factors"]),
        tuple(Found(**effect) for effect in record["effects"]),
        tuple(Move(**move) for move in record["moves"]),
        record["noise"],
    )
