"""What all posts of a brand bring under one setting of a lever: a value for each draw, in any unit.

Only ratios of them mean anything: of a setting to another, draw by draw.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from waypost.loop.learning.domain.found import ChannelNow, Levers
from waypost.loop.learning.domain.heavy.design import Array, Cell, alike
from waypost.loop.learning.domain.heavy.fitting import Fit

REPEATS, CROWD = 2, 3
"""Columns of the design: the slopes of how often a pillar came lately, and of how crowded a channel was."""
CROWD_DAYS = 3
NEAR_HOURS = 1.0
KNOWN_POSTS, KNOWN_NEAR = 8, 5
"""From so many posts of a level, or near an hour (hours lean on those beside them), something is known of it."""
Shares = dict[str, float]
Worth = Callable[[Shares], Array]


class World:
    """What the draws say of everything that can be chosen."""

    def __init__(self, found: Fit, levers: Levers) -> None:
        self.found = found
        self.count = len(found.draws.slopes)
        self._blocks: dict[str, dict[object, Array]] = {}
        self._hours: dict[tuple[str, Cell], Array] = {}
        posts = sum(channel.posts_per_week for channel in levers.channels)
        self.posts = {
            channel.key: channel.posts_per_week / posts if posts else 1 / len(levers.channels)
            for channel in levers.channels
        }
        weights = {key: share * np.exp(self.effect("channel", key)) for key, share in self.posts.items()}
        whole = sum(weights.values()) if weights else np.ones(self.count)
        self.weights = {key: weight / whole for key, weight in weights.items()}
        self.planned = 1 - sum(
            channel.reactive_share * self.posts[channel.key] for channel in levers.channels
        )

    def is_unknown(self, hour: float) -> bool:
        """Whether hardly any posts went out near a time of day."""
        apart = (abs(row.hour - hour) for row in self.found.rows)
        return sum(min(gap, 24 - gap) <= NEAR_HOURS for gap in apart) < KNOWN_NEAR

    def is_known(self, field: str, level: str) -> bool:
        """Whether enough posts went out with a level to give it more of them."""
        count: int = sum(getattr(row, field) == level for row in self.found.rows)
        return count >= KNOWN_POSTS

    def effect(self, block: str, level: object) -> Array:
        """The effect of a level (a logarithm) for each draw; of one that was never seen, what its kind allows."""
        if block not in self._blocks:
            levels, values = self.found.levels(block)
            self._blocks[block] = {key: values[:, place] for place, key in enumerate(levels)}
        known = self._blocks[block]
        return known[level] if level in known else np.zeros(self.count)

    def hour(self, block: str, cell: Cell) -> Array:
        """The effect of an hour, also of one without a post: what hours near it say, and how little that is far from them."""
        if (block, cell) not in self._hours:
            self._hours[block, cell] = self._near(block, cell)
        return self._hours[block, cell]

    def _near(self, block: str, cell: Cell) -> Array:
        """The conditional draw of a Gaussian process at a cell, given its draws at the cells with posts."""
        place = next((at for at, each in enumerate(self.found.design.blocks) if each.name == block), None)
        if place is None:
            return np.zeros(self.count)
        shape = self.found.design.blocks[place]
        levels: tuple[Cell, ...] = shape.levels  # type: ignore[assignment]
        weights = np.linalg.solve(shape.root, alike([cell], levels).T)[:, 0]
        mean = self.found.draws.slopes[:, shape.where] @ weights
        left = np.sqrt(max(1.0 - float(weights @ weights), 0.0)) * self.found.draws.scales[:, place]
        seed = sum(map(ord, f"{block}{cell}"))
        return np.asarray(mean + left * np.random.default_rng(seed).standard_normal(self.count))


def of_pillars(world: World, levers: Levers) -> Worth:
    """Give what shares of the pillars bring; what is said more often brings less each time."""
    tires = world.found.slope(REPEATS)
    often = sum(channel.posts_per_week for channel in levers.channels)
    values = {pillar: _value_of(world, pillar) for pillar in levers.pillars}
    return lambda shares: total(
        share * values[pillar] * np.exp(tires * np.log1p(share * often)) for pillar, share in shares.items()
    )


def of_formats(world: World, channel: ChannelNow) -> Worth:
    """Give what shares of the formats bring on one channel."""
    values = {
        name: np.exp(world.effect("format", name) + world.effect("channel × format", (channel.key, name)))
        for name in channel.formats
    }
    return lambda shares: total(share * values[name] for name, share in shares.items())


def of_rhythm(world: World, levers: Levers) -> Worth:
    """Give what posts a week on each channel bring; a crowded channel brings less each time."""
    crowds = world.found.slope(CROWD)
    values = {channel.key: np.exp(world.effect("channel", channel.key)) for channel in levers.channels}
    return lambda posts: total(
        count * values[key] * np.exp(crowds * np.log1p(count * CROWD_DAYS / 7))
        for key, count in posts.items()
    )


def of_times(world: World, channel: ChannelNow, hours: Sequence[float]) -> Array:
    """What a channel's posts bring at some hours: each time weighs as its days."""
    days = [len(days) for days, _hour in channel.times]
    values = [
        count * at_hour(world, channel.key, times[0], hour)
        for count, times, hour in zip(days, channel.times, hours, strict=True)
    ]
    return total(values) / max(sum(days), 1) if values else np.ones(world.count)


def at_hour(world: World, channel: str, days: Sequence[int], hour: float) -> Array:
    weekend = sum(day >= 5 for day in days) / max(len(days), 1)
    worth = np.zeros(world.count)
    for is_weekend, part in ((0, 1 - weekend), (1, weekend)):
        if part:
            cell = (is_weekend, int(hour) % 24)
            of_all, own = world.hour("hour", ("", *cell)), world.hour("channel × hour", (channel, *cell))
            worth = worth + part * np.exp(of_all + own)
    return worth


def gain(found: Fit, before: Levers, after: Levers) -> Array:
    """What the levers after bring more than those before, in parts of one, for each draw."""
    world = World(found, before)
    pillars, rhythm = of_pillars(world, before), of_rhythm(world, before)
    ratio = 1 + world.planned * (pillars(dict(after.pillars)) / pillars(dict(before.pillars)) - 1)
    ratio = ratio * rhythm(_posts(after)) / rhythm(_posts(before))
    old = {channel.key: channel for channel in before.channels}
    parts = []
    for new in after.channels:
        was, formats = old[new.key], of_formats(world, old[new.key])
        mixed, timed = np.ones(world.count), np.ones(world.count)
        if was.formats and new.formats.keys() == was.formats.keys():
            mixed = 1 + world.planned * (formats(dict(new.formats)) / formats(dict(was.formats)) - 1)
        if was.times and new.times:
            timed = of_times(world, new, [at for _days, at in new.times])
            timed = timed / of_times(world, was, [at for _days, at in was.times])
        parts.append(world.weights[new.key] * mixed * timed)
    return np.asarray(ratio * total(parts) / total(world.weights[new.key] for new in after.channels) - 1)


def middle(worth: Array) -> float:
    """The geometric mean over draws: what is hardly known is not preferred for the wild luck it might have."""
    return float(np.exp(np.mean(np.log(worth))))


def total(parts: Iterable[Array]) -> Array:
    """The sum of arrays; there is at least one."""
    whole: Array = sum(parts)  # type: ignore[assignment]
    return whole


def _value_of(world: World, pillar: str) -> Array:
    return total(
        weight * np.exp(world.effect("pillar", pillar) + world.effect("channel × pillar", (key, pillar)))
        for key, weight in world.weights.items()
    )


def _posts(levers: Levers) -> Shares:
    return {channel.key: float(channel.posts_per_week) for channel in levers.channels}
