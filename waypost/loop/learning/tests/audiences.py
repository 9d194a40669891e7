"""Audiences whose taste is known, for tests: rows of posts drawn from a truth."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from waypost.loop.learning.domain.found import ChannelNow, Levers
from waypost.loop.learning.domain.rows import Row

PILLARS = {"behind-the-scenes": 0.4, "finished-work": 0.35, "harbour-life": 0.25}
CHANNELS = ("gallery", "journal", "harbour")
FORMATS = {"image": 0.5, "text": 0.3, "carousel": 0.2}
TIMES = ((0, 8.5), (1, 20.0), (2, 8.5), (3, 18.0), (4, 8.5), (5, 10.0), (6, 20.0))
LEVERS = Levers(
    PILLARS,
    tuple(ChannelNow(key, 3.0, FORMATS, (((0, 2, 4), 8.5), ((1, 3, 6), 20.0)), 0.2) for key in CHANNELS),
)


@dataclass(frozen=True)
class Truth:
    """What each level is worth, as logarithms; `noise` is the deviation of a post's luck, `mean` a typical count."""

    pillar: Mapping[str, float] = field(default_factory=dict)
    format: Mapping[str, float] = field(default_factory=dict)
    channel: Mapping[str, float] = field(default_factory=dict)
    hour: Mapping[int, float] = field(default_factory=dict)
    mean: float = 20.0
    noise: float = 0.5
    growth: float = 0.0


def posts(truth: Truth, count: int, *, seed: int, a_week: float = 10) -> list[Row]:
    """So many posts over time, as a strategy would spread them, with counts drawn from the truth."""
    random = np.random.default_rng(seed)
    rows = []
    for number in range(count):
        day = number * 7 / a_week
        weekday, hour = TIMES[int(day) % 7]
        pillar = str(random.choice(list(PILLARS), p=list(PILLARS.values())))
        format_ = str(random.choice(list(FORMATS), p=list(FORMATS.values())))
        channel = str(random.choice(CHANNELS))
        line = (
            np.log(truth.mean)
            + truth.pillar.get(pillar, 0)
            + truth.format.get(format_, 0)
            + truth.channel.get(channel, 0)
            + truth.hour.get(round(hour), 0)
            + truth.growth * day / 365
            + random.normal(0, truth.noise)
        )
        rows.append(
            Row(
                int(random.poisson(np.exp(line))),
                pillar,
                format_,
                channel,
                weekday,
                hour,
                round(day, 3),
                500.0,
            )
        )
    return rows


HARBOUR_WINS = Truth(
    pillar={"harbour-life": 0.5, "finished-work": -0.4},
    format={"carousel": 0.35, "text": -0.35},
    channel={"gallery": 0.5, "harbour": -0.3},
    hour={8: -0.4, 20: 0.4},
    growth=0.4,
)
NOTHING_MATTERS = Truth()
