"""Moves of the strategy that the draws speak for: bounded steps towards what brings more, with what they should bring.

Each step goes towards the best mean and stops at a bound, so that every level keeps some posts and learning goes on.
The gain is the ratio of what all posts bring under the new and the old setting, draw by draw, so its interval carries
everything that is not known about the effects.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from waypost.loop.learning.domain.found import LEVEL, ChannelNow, Levers, Move
from waypost.loop.learning.domain.heavy.design import Array, Cell, alike
from waypost.loop.learning.domain.heavy.fitting import Fit

STEP = 0.05
PILLAR_BOUND = 0.15
FORMAT_BOUND = 0.2
RHYTHM_BOUND = 0.34
"""How far one proposal moves a share, and a channel's posts a week as a part of them."""
LEAST_SHARE = 0.05
LEAST_POSTS = 1.0
LEAST_GAIN = 0.01
SURE = 0.9
LIKELY = 0.75
"""A channel joins a move of several from here; the move as a whole must be sure."""
REPEATS, CROWD = 2, 3
"""Columns of the design: the slopes of how often a pillar came lately, and of how crowded a channel was."""
CROWD_DAYS = 3
FIRST_HOUR, LAST_HOUR = 6, 22
APART_HOURS = 1.0
PROMISING = 1.25
"""An hour is tested again where it may well bring so many times what the weakest time brings."""
KNOWN_POSTS = 8
"""From so many posts near an hour something is known of it."""
Shares = dict[str, float]
Worth = Callable[[Shares], Array]
"""What all posts bring under some shares: a value for each draw, in any unit."""


def moves(found: Fit, levers: Levers, said: frozenset[str]) -> list[Move]:
    """The moves that are likely enough to bring something, the largest gain first."""
    world = _World(found, levers)
    looked: list[Move | None] = []
    if "pillar" in said and len(levers.pillars) > 1:
        looked.append(_pillars(world, levers))
    if "format" in said:
        looked.append(_formats(world, levers))
    times = _times(world, levers) if "hour" in said else None
    looked.append(times or _unknown_times(world, levers))
    if "channel" in said and len(levers.channels) > 1:
        looked.append(_rhythm(world, levers))
    return sorted((move for move in looked if move is not None), key=lambda move: -move.gain)


class _World:
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
        return sum(min(gap, 24 - gap) <= APART_HOURS for gap in apart) < KNOWN_POSTS

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


def _pillars(world: _World, levers: Levers) -> Move | None:
    tires = world.found.slope(REPEATS)
    values = {
        pillar: sum(
            weight * np.exp(world.effect("pillar", pillar) + world.effect("channel × pillar", (key, pillar)))
            for key, weight in world.weights.items()
        )
        for pillar in levers.pillars
    }
    often = sum(channel.posts_per_week for channel in levers.channels)

    def worth(shares: Shares) -> Array:
        return _sum(
            share * values[pillar] * np.exp(tires * np.log1p(share * often))
            for pillar, share in shares.items()
        )

    return _moved_shares(
        "pillars", dict(levers.pillars), worth, bound=PILLAR_BOUND, part=world.planned, key=None
    )


def _formats(world: _World, levers: Levers) -> Move | None:
    """Another mix of formats on every channel that has a choice, as one move."""
    settings: dict[str, Shares] = {}
    before, after = [], []
    for channel in levers.channels:
        weight = world.weights[channel.key]
        values = {
            name: np.exp(world.effect("format", name) + world.effect("channel × format", (channel.key, name)))
            for name in channel.formats
        }
        worth = _linear(values)
        shares = dict(channel.formats)
        better = _towards(shares, worth, FORMAT_BOUND) if len(shares) > 1 else shares
        usual = worth(shares)
        before.append(weight)
        after.append(weight * worth(better) / usual)
        if better != shares and np.mean(worth(better) > usual) >= LIKELY:
            settings[channel.key] = better
        else:
            after[-1] = weight
    return _move("formats", settings, _sum(after) / _sum(before), world.planned)


def _times(world: _World, levers: Levers) -> Move | None:
    """Each channel's weaker hours, moved to the best hour of their days; at least half of its times stay."""
    settings: dict[str, list[float]] = {}
    before, after = [], []
    for channel in levers.channels:
        weight = world.weights[channel.key]
        before.append(weight)
        hours = _better_hours(world, channel)
        usual = _of_times(world, channel, [hour for _days, hour in channel.times])
        better = _of_times(world, channel, hours)
        if hours != [hour for _days, hour in channel.times] and np.mean(better > usual) >= LIKELY:
            settings[channel.key] = hours
            after.append(weight * better / usual)
        else:
            after.append(weight)
    return _move("times", settings, _sum(after) / _sum(before), 1.0)


def _better_hours(world: _World, channel: ChannelNow) -> list[float]:
    hours = [hour for _days, hour in channel.times]
    values = [float(np.mean(_at(world, channel.key, days, hour))) for days, hour in channel.times]
    for place in sorted(range(len(hours)), key=lambda place: values[place])[: (len(hours) + 1) // 2]:
        days = channel.times[place][0]
        choices = [
            hour
            for hour in range(FIRST_HOUR, LAST_HOUR + 1)
            if all(
                abs(hour - hours[other]) >= APART_HOURS or not set(days) & set(channel.times[other][0])
                for other in range(len(hours))
                if other != place
            )
        ]
        best = max(
            choices, key=lambda hour: float(np.mean(_at(world, channel.key, days, hour))), default=None
        )
        if best is not None and float(np.mean(_at(world, channel.key, days, best))) > values[place] * 1.01:
            hours[place] = float(best)
    return hours


def _of_times(world: _World, channel: ChannelNow, hours: Sequence[float]) -> Array:
    """What a channel's posts bring at some hours: each time weighs as its days."""
    days = [len(days) for days, _hour in channel.times]
    values = [
        count * _at(world, channel.key, times[0], hour)
        for count, times, hour in zip(days, channel.times, hours, strict=True)
    ]
    return _sum(values) / max(sum(days), 1) if values else np.ones(world.count)


def _at(world: _World, channel: str, days: Sequence[int], hour: float) -> Array:
    weekend = sum(day >= 5 for day in days) / max(len(days), 1)
    worth = np.zeros(world.count)
    for is_weekend, part in ((0, 1 - weekend), (1, weekend)):
        if part:
            cell = (is_weekend, int(hour) % 24)
            of_all, own = world.hour("hour", ("", *cell)), world.hour("channel × hour", (channel, *cell))
            worth = worth + part * np.exp(of_all + own)
    return worth


def _unknown_times(world: _World, levers: Levers) -> Move | None:
    """One time of each channel that has several, moved to another hour in order to find out what that is worth.

    An hour is worth a test where hardly anybody posted near it, or where it may well bring much more than the time
    that brings least, which makes room. Each channel tests another one, so that much of the day is known soon.
    """
    settings: dict[str, list[float]] = {}
    taken: list[float] = []
    for channel in sorted(levers.channels, key=lambda channel: -channel.posts_per_week):
        hours = [hour for _days, hour in channel.times]
        if len(hours) > 1:
            place = min(range(len(hours)), key=lambda at: _mean_at(world, channel, at, hours[at]))
            usual = _mean_at(world, channel, place, hours[place])
            choices = [
                (most, hour)
                for hour in range(FIRST_HOUR + 1, LAST_HOUR)
                if all(abs(hour - other) > 2 * APART_HOURS for other in taken)
                and all(abs(hour - other) >= APART_HOURS for other in hours)
                and (
                    (most := _at_most(world, channel, place, hour)) > usual * PROMISING
                    or world.is_unknown(hour)
                )
            ]
            if choices:
                best = float(max(choices)[1])
                settings[channel.key] = [*hours[:place], best, *hours[place + 1 :]]
                taken.append(best)
    return Move("times", settings, 0.0, 0.0, 0.0, 0.5, is_test=True) if settings else None


def _mean_at(world: _World, channel: ChannelNow, place: int, hour: float) -> float:
    return float(np.mean(_at(world, channel.key, channel.times[place][0], hour)))


def _at_most(world: _World, channel: ChannelNow, place: int, hour: float) -> float:
    """What an hour may well bring: nine times out of ten it is less."""
    return float(np.quantile(_at(world, channel.key, channel.times[place][0], hour), 0.9))


def _rhythm(world: _World, levers: Levers) -> Move | None:
    """Posts from channels where one more brings less to those where it brings more; their number stays."""
    crowds = world.found.slope(CROWD)
    now = {channel.key: float(channel.posts_per_week) for channel in levers.channels}
    values = {key: np.exp(world.effect("channel", key)) for key in now}

    def worth(posts: Shares) -> Array:
        return _sum(
            count * values[key] * np.exp(crowds * np.log1p(count * CROWD_DAYS / 7))
            for key, count in posts.items()
        )

    bounds = {key: max(1.0, round(count * RHYTHM_BOUND * 2) / 2) for key, count in now.items()}
    better = _exchange(now, worth, step=0.5, bounds=bounds, least=LEAST_POSTS)
    return _move("rhythm", better if better != now else {}, worth(better) / worth(now), 1.0)


def _moved_shares(
    lever: str, shares: Shares, worth: Worth, *, bound: float, part: float, key: str | None
) -> Move | None:
    better = _towards(shares, worth, bound)
    return _move(lever, better if better != shares else {}, worth(better) / worth(shares), part)


def _towards(shares: Shares, worth: Worth, bound: float) -> Shares:
    better = _exchange(shares, worth, step=STEP, bounds=dict.fromkeys(shares, bound), least=LEAST_SHARE)
    return {key: round(share, 4) for key, share in better.items()}


def _exchange(now: Shares, worth: Worth, *, step: float, bounds: Mapping[str, float], least: float) -> Shares:
    """Take a step from one to another as long as the best such exchange brings more, within the bounds."""
    held = dict(now)
    best = float(np.mean(worth(held)))
    while True:
        choices = []
        for giver in held:
            for taker in held:
                gives = (
                    held[giver] - step >= least - 1e-9
                    and now[giver] - held[giver] + step <= bounds[giver] + 1e-9
                )
                takes = held[taker] + step - now[taker] <= bounds[taker] + 1e-9
                if giver != taker and gives and takes:
                    tried = {**held, giver: held[giver] - step, taker: held[taker] + step}
                    choices.append((float(np.mean(worth(tried))), giver, taker))
        if not choices or max(choices)[0] <= best * (1 + 1e-4):
            return held
        best, giver, taker = max(choices)
        held[giver] -= step
        held[taker] += step


def _linear(values: Mapping[str, Array]) -> Worth:
    return lambda shares: _sum(share * values[key] for key, share in shares.items())


def _move(lever: str, settings: Mapping[str, object], ratio: Array, part: float) -> Move | None:
    """The move, where it changes anything, brings enough and is likely to; `part` is how much of the posts follow it."""
    gains = (ratio - 1) * part
    low, high = np.quantile(gains, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    gain, sureness = float(np.mean(gains)), float(np.mean(gains > 0))
    if not settings or gain < LEAST_GAIN or sureness < SURE:
        return None
    return Move(lever, settings, gain, float(min(low, gain)), float(max(high, gain)), sureness)


def _sum(parts: "Sequence[Array] | object") -> Array:
    total: Array = sum(parts)  # type: ignore[call-overload]
    return total
