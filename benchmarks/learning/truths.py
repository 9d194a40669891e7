"""Brands whose truth is known: posts drawn from effects drawn at random."""

from dataclasses import dataclass

import numpy as np

from waypost.loop.learning.domain.found import ChannelNow, Found, Levers
from waypost.loop.learning.domain.rows import Row

SHARES = {
    "pillar": {"work": 0.4, "people": 0.3, "place": 0.2, "offers": 0.1},
    "format": {"image": 0.5, "text": 0.3, "carousel": 0.2},
    "channel": {"one": 0.5, "two": 0.3, "three": 0.2},
}
HOURS = (8.5, 12.5, 18.0, 20.0)
LEVERS = Levers(
    SHARES["pillar"],
    tuple(
        ChannelNow(key, 10 * share, SHARES["format"], tuple((tuple(range(7)), hour) for hour in HOURS), 0.2)
        for key, share in SHARES["channel"].items()
    ),
)


@dataclass(frozen=True)
class Brand:
    """Posts, and what each level is truly worth, as logarithms."""

    rows: list[Row]
    worth: dict[str, dict[str, float]]

    def holds(self, effect: Found) -> bool:
        """Whether an effect's interval holds its truth: against the mean of all posts."""
        worth = self.worth[effect.factor]
        typical = np.mean([worth[getattr(row, effect.factor)] for row in self.rows])
        return bool(effect.low <= np.expm1(worth[effect.level] - typical) <= effect.high)


def brand(seed: int, posts: int, size: float) -> Brand:
    """A brand with so many posts at ten a week; `size` is the deviation of its effects, 0 where nothing matters."""
    random = np.random.default_rng(seed)
    worth = {
        factor: dict(zip(levels, random.normal(0, size, len(levels)), strict=True))
        for factor, levels in SHARES.items()
    }
    by_hour = dict(zip(HOURS, random.normal(0, size, len(HOURS)), strict=True))
    mean, luck, growth = np.exp(random.uniform(1.5, 4)), random.uniform(0.3, 0.9), random.normal(0, 0.4)
    rows = []
    for number in range(posts):
        day = number * 0.7
        chosen = {factor: _one_of(random, levels) for factor, levels in SHARES.items()}
        hour = float(random.choice(HOURS))
        line = sum(worth[factor][level] for factor, level in chosen.items()) + by_hour[hour]
        rate = np.exp(np.log(mean) + line + growth * day / 365 + random.normal(0, luck))
        rows.append(
            Row(
                int(random.poisson(rate)), **chosen, weekday=int(day) % 7, hour=hour, day=day, age_hours=500.0
            )
        )
    return Brand(rows, worth)


def _one_of(random: np.random.Generator, levels: dict[str, float]) -> str:
    return str(random.choice(list(levels), p=list(levels.values())))
