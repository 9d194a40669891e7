"""Moves of the strategy that the draws speak for: bounded steps towards what brings more, with what they should bring.

Each step goes towards the best mean and stops at a bound, so that every level keeps some posts and learning goes on.
The gain is the ratio of what all posts bring under the new and the old setting, draw by draw, so its interval carries
everything that is not known about the effects.
"""

from collections.abc import Mapping

import numpy as np

from waypost.loop.learning.domain.found import LEVEL, Levers, Move
from waypost.loop.learning.domain.heavy.design import Array
from waypost.loop.learning.domain.heavy.fitting import Fit
from waypost.loop.learning.domain.heavy.hours import LIKELY, better_times, tested_times
from waypost.loop.learning.domain.heavy.worths import (
    Shares,
    World,
    Worth,
    middle,
    of_formats,
    of_pillars,
    of_rhythm,
    total,
)

STEP = 0.05
POSTS_STEP = 0.5
PILLAR_BOUND = 0.15
FORMAT_BOUND = 0.2
RHYTHM_BOUND = 0.34
"""How far one proposal moves a share, and a channel's posts a week as a part of them."""
LEAST_SHARE = 0.05
LEAST_POSTS = 1.0
LEAST_GAIN = 0.01
SURE = 0.9


def moves(found: Fit, levers: Levers, said: frozenset[str]) -> list[Move]:
    """The moves that are likely enough to bring something, the largest gain first; a test comes last."""
    world = World(found, levers)
    looked: list[Move | None] = []
    if "pillar" in said and len(levers.pillars) > 1:
        looked.append(_pillars(world, levers))
    if "format" in said:
        looked.append(_formats(world, levers))
    if "channel" in said and len(levers.channels) > 1:
        looked.append(_rhythm(world, levers))
    times = _times(world, levers) if "hour" in said else None
    looked.append(times or _test(world, levers))
    return sorted((move for move in looked if move is not None), key=lambda move: -move.gain)


def _pillars(world: World, levers: Levers) -> Move | None:
    now, worth = dict(levers.pillars), of_pillars(world, levers)
    better = _towards(now, worth, _bounds(world, "pillar", now, PILLAR_BOUND))
    return _move("pillars", better if better != now else {}, worth(better) / worth(now), world.planned)


def _formats(world: World, levers: Levers) -> Move | None:
    """Another mix of formats on every channel that has a choice, as one move."""
    settings: dict[str, Shares] = {}
    after = []
    for channel in levers.channels:
        now, weight = dict(channel.formats), world.weights[channel.key]
        if len(now) > 1:
            worth = of_formats(world, channel)
            better = _towards(now, worth, _bounds(world, "format", now, FORMAT_BOUND))
            ratio = worth(better) / worth(now)
            if better != now and np.mean(ratio > 1) >= LIKELY:
                settings[channel.key] = better
                weight = weight * ratio
        after.append(weight)
    usual = total(world.weights[channel.key] for channel in levers.channels)
    return _move("formats", settings, total(after) / usual, world.planned)


def _times(world: World, levers: Levers) -> Move | None:
    settings, ratio = better_times(world, levers)
    return _move("times", settings, ratio, 1.0)


def _test(world: World, levers: Levers) -> Move | None:
    settings = tested_times(world, levers)
    return Move("times", settings, 0.0, 0.0, 0.0, 0.5, is_test=True) if settings else None


def _rhythm(world: World, levers: Levers) -> Move | None:
    """Posts from channels where one more brings less to those where it brings more; their number stays."""
    now, worth = (
        {channel.key: float(channel.posts_per_week) for channel in levers.channels},
        of_rhythm(world, levers),
    )
    bounds = {key: max(1.0, round(count * RHYTHM_BOUND * 2) / 2) for key, count in now.items()}
    better = _exchange(now, worth, step=POSTS_STEP, rises=bounds, falls=bounds, least=LEAST_POSTS)
    return _move("rhythm", better if better != now else {}, worth(better) / worth(now), 1.0)


def _bounds(world: World, field: str, shares: Shares, bound: float) -> dict[str, float]:
    """How far each share may rise: not at all where hardly any posts say what its level is worth."""
    return {level: bound if world.is_known(field, level) else 0.0 for level in shares}


def _towards(shares: Shares, worth: Worth, rises: Mapping[str, float]) -> Shares:
    falls = dict.fromkeys(shares, max(rises.values()))
    better = _exchange(shares, worth, step=STEP, rises=rises, falls=falls, least=LEAST_SHARE)
    return {key: round(share, 4) for key, share in better.items()}


def _exchange(
    now: Shares,
    worth: Worth,
    *,
    step: float,
    rises: Mapping[str, float],
    falls: Mapping[str, float],
    least: float,
) -> Shares:
    """Take a step from one to another as long as the best such exchange brings more, within the bounds."""
    held, best = dict(now), middle(worth(now))
    while True:
        choices = []
        for giver, taker in ((giver, taker) for giver in held for taker in held if giver != taker):
            gives, takes = held[giver] - step, held[taker] + step
            may_give = gives >= least - 1e-9 and now[giver] - gives <= falls[giver] + 1e-9
            if may_give and takes - now[taker] <= rises[taker] + 1e-9:
                tried = {**held, giver: gives, taker: takes}
                choices.append((middle(worth(tried)), giver, taker))
        if not choices or max(choices)[0] <= best * (1 + 1e-4):
            return held
        best, giver, taker = max(choices)
        held = {**held, giver: held[giver] - step, taker: held[taker] + step}


def _move(lever: str, settings: Mapping[str, object], ratio: Array, part: float) -> Move | None:
    """The move, where it changes anything, brings enough and is likely to; `part` is how much of the posts follow it."""
    gains = (ratio - 1) * part
    low, gain, high = (float(value) for value in np.quantile(gains, [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2]))
    sureness = float(np.mean(gains > 0))
    if not settings or gain < LEAST_GAIN or sureness < SURE:
        return None
    return Move(lever, settings, gain, low, high, sureness)
