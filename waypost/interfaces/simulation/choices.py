"""What a policy may change, as one value: pillars' shares, and each channel's rhythm, formats and times.

These are the levers that learning has, within its bounds: every pillar and named format keeps some posts, every
channel at least one a week, times stay between six in the morning and ten in the evening on their days, and the
posts a week of all channels together stay what they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.patch import Operation, Patch, SetField

LEAST_SHARE = 0.05
LEAST_POSTS = 1.0
STEP = 0.05
GRAIN = 0.5
"""Posts a week that pass from a channel to another at a time."""
HOURS = (6, 7, 8, 10, 12, 14, 16, 18, 19, 20, 21, 22)


@dataclass(frozen=True)
class Rhythm:
    """One channel: posts a week, shares of formats, and the clock time of each of its posting times."""

    posts: float
    formats: Mapping[str, float]
    times: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """A setting of every lever."""

    shares: Mapping[str, float]
    channels: Mapping[str, Rhythm]

    @classmethod
    def of(cls, strategy: Strategy) -> Choice:
        """The setting that a strategy has."""
        return cls(
            {pillar.key: float(pillar.share) for pillar in strategy.pillars},
            {
                role.key: Rhythm(
                    float(role.posts_per_week),
                    {name: float(share) for name, share in role.formats.items()},
                    tuple(posting.at for posting in role.times),
                )
                for role in strategy.channel_roles
            },
        )

    def patch(self, strategy: Strategy) -> Patch:
        """The change that gives a strategy this setting."""
        operations: list[Operation] = [
            SetField(at="pillars", key=pillar.key, field="share", value=self.shares[pillar.key])
            for pillar in strategy.pillars
        ]
        for role in strategy.channel_roles:
            rhythm = self.channels[role.key]
            times = [
                {"days": [day.value for day in posting.days], "at": at}
                for posting, at in zip(role.times, rhythm.times, strict=True)
            ]
            fields = {"posts_per_week": rhythm.posts, "formats": dict(rhythm.formats), "times": times}
            operations += [
                SetField(at="channel_roles", key=role.key, field=field, value=value)
                for field, value in fields.items()
            ]
        return Patch(operations=tuple(operations))


def anywhere(like: Choice, draw: Random) -> Choice:
    """A setting drawn from all that are allowed, with the same posts a week in all."""
    keys = list(like.channels)
    posts = _parts(
        sum(rhythm.posts for rhythm in like.channels.values()), len(keys), LEAST_POSTS, GRAIN, draw
    )
    channels = {
        key: Rhythm(count, _shares(like.channels[key].formats, draw), _times(like.channels[key], draw))
        for key, count in zip(keys, posts, strict=True)
    }
    return Choice(_shares(like.shares, draw), channels)


def near(choice: Choice, draw: Random, size: float) -> Choice:
    """A random step from a setting; each lever moves as often as any other."""
    key = draw.choice(list(choice.channels))
    rhythm = choice.channels[key]
    lever = draw.choice(("shares", "formats", "times", "rhythm"))
    moved: Choice | None = None
    if lever == "shares" and len(choice.shares) > 1:
        giver, taker = draw.sample(list(choice.shares), 2)
        moved = _share_step(choice, giver, taker, size)
    elif lever == "formats" and len(rhythm.formats) > 1:
        giver, taker = draw.sample(list(rhythm.formats), 2)
        moved = _format_step(choice, key, giver, taker, size)
    elif lever == "times" and rhythm.times:
        moved = _time_step(choice, key, draw.randrange(len(rhythm.times)), draw.choice(HOURS))
    elif lever == "rhythm" and len(choice.channels) > 1:
        giver, taker = draw.sample(list(choice.channels), 2)
        moved = _passed(choice, giver, taker)
    return moved or choice


Step = Callable[[Choice], Choice | None]
"""Takes one lever of a setting one step; nothing where that is not allowed."""


def steps(like: Choice, size: float) -> Iterator[Step]:
    """Every kind of step: a share to another, a time to another hour, half a post a week to another channel."""
    for giver, taker in _pairs(like.shares):
        yield partial(_share_step, giver=giver, taker=taker, size=size)
    for key, rhythm in like.channels.items():
        for giver, taker in _pairs(rhythm.formats):
            yield partial(_format_step, key=key, giver=giver, taker=taker, size=size)
        for place in range(len(rhythm.times)):
            for hour in HOURS:
                yield partial(_time_step, key=key, place=place, hour=hour)
    for giver, taker in _pairs(like.channels):
        yield partial(_passed, giver=giver, taker=taker)


def _share_step(choice: Choice, giver: str, taker: str, size: float) -> Choice | None:
    moved = _moved(choice.shares, giver, taker, size)
    return replace(choice, shares=moved) if moved else None


def _format_step(choice: Choice, key: str, giver: str, taker: str, size: float) -> Choice | None:
    rhythm = choice.channels[key]
    moved = _moved(rhythm.formats, giver, taker, size)
    return _with(choice, key, replace(rhythm, formats=moved)) if moved else None


def _time_step(choice: Choice, key: str, place: int, hour: int) -> Choice:
    rhythm = choice.channels[key]
    times = (*rhythm.times[:place], f"{hour:02}:00", *rhythm.times[place + 1 :])
    return _with(choice, key, replace(rhythm, times=times))


def _with(choice: Choice, key: str, rhythm: Rhythm) -> Choice:
    return replace(choice, channels={**choice.channels, key: rhythm})


def _passed(choice: Choice, giver: str, taker: str) -> Choice | None:
    """A channel passes half a post a week on to another, unless too few would be left."""
    gives, takes = choice.channels[giver], choice.channels[taker]
    if gives.posts - GRAIN < LEAST_POSTS:
        return None
    fewer = _with(choice, giver, replace(gives, posts=gives.posts - GRAIN))
    return _with(fewer, taker, replace(takes, posts=takes.posts + GRAIN))


def _moved(shares: Mapping[str, float], giver: str, taker: str, step: float) -> dict[str, float] | None:
    if shares[giver] - step < LEAST_SHARE - 1e-9:
        return None
    return {**shares, giver: round(shares[giver] - step, 4), taker: round(shares[taker] + step, 4)}


def _pairs(keys: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    return ((giver, taker) for giver in keys for taker in keys if giver != taker)


def _shares(like: Mapping[str, float], draw: Random) -> dict[str, float]:
    return dict(zip(like, _parts(1.0, len(like), LEAST_SHARE, STEP, draw), strict=True)) if like else {}


def _parts(whole: float, count: int, least: float, grain: float, draw: Random) -> list[float]:
    """Cut a whole into parts, none under the least, in multiples of the grain but for the last."""
    weights = [draw.expovariate(1.0) for _ in range(count)]
    free = whole - least * count
    parts = [least + round(free * weight / sum(weights) / grain) * grain for weight in weights[:-1]]
    while whole - sum(parts) < least - 1e-9:
        largest = max(range(len(parts)), key=parts.__getitem__)
        parts[largest] -= grain
    return [round(part, 4) for part in (*parts, whole - sum(parts))]


def _times(rhythm: Rhythm, draw: Random) -> tuple[str, ...]:
    return tuple(f"{draw.choice(HOURS):02}:00" for _ in rhythm.times)
