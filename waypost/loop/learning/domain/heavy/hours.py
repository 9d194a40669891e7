"""Times of a strategy, moved: the weaker hours to better ones, or one of them to an hour that is to be found out about."""

from collections.abc import Iterator, Sequence

import numpy as np

from waypost.loop.learning.domain.found import ChannelNow, Levers
from waypost.loop.learning.domain.heavy.design import Array
from waypost.loop.learning.domain.heavy.worths import World, at_hour, middle, of_times, total

FIRST_HOUR, LAST_HOUR = 6, 22
APART_HOURS = 1.0
"""Two times of a channel on one day stand at least so far apart."""
LIKELY = 0.75
"""A channel joins a move of several from here; the move as a whole must be sure."""
BETTER = 1.01
PROMISING = 1.25
"""An hour is tested again where it may well bring so many times what the weakest time brings."""
Settings = dict[str, list[float]]


def better_times(world: World, levers: Levers) -> tuple[Settings, Array]:
    """Move each channel's weaker hours to the best hour of their days; at least half of its times stay.

    Gives the hours of the channels that change, in the order of their times, and the ratio of what all posts bring.
    """
    settings: Settings = {}
    after = []
    for channel in levers.channels:
        hours, weight = _hours(channel), world.weights[channel.key]
        better = _better_hours(world, channel)
        ratio = of_times(world, channel, better) / of_times(world, channel, hours)
        if better != hours and np.mean(ratio > 1) >= LIKELY:
            settings[channel.key] = better
            weight = weight * ratio
        after.append(weight)
    return settings, total(after) / total(world.weights[channel.key] for channel in levers.channels)


def tested_times(world: World, levers: Levers) -> Settings:
    """Move one time of each channel that has several to another hour, in order to find out what that is worth.

    An hour is worth a test where hardly anybody posted near it, or where it may well bring much more than the time
    that brings least, which makes room. Each channel tests another one, so that much of the day is known soon.
    """
    settings: Settings = {}
    tested: list[float] = []
    for channel in sorted(levers.channels, key=lambda channel: -channel.posts_per_week):
        hours = _hours(channel)
        if len(hours) > 1:
            place = min(range(len(hours)), key=lambda at: _middle_at(world, channel, at, hours[at]))
            choices = list(_worth_a_test(world, channel, place, tested))
            if choices:
                best = float(max(choices)[1])
                settings[channel.key] = [*hours[:place], best, *hours[place + 1 :]]
                tested.append(best)
    return settings


def _better_hours(world: World, channel: ChannelNow) -> list[float]:
    hours = _hours(channel)
    values = [_middle_at(world, channel, place, hour) for place, hour in enumerate(hours)]
    weakest = sorted(range(len(hours)), key=values.__getitem__)[: (len(hours) + 1) // 2]
    for place in weakest:
        choices = {
            hour: _middle_at(world, channel, place, hour)
            for hour in range(FIRST_HOUR, LAST_HOUR + 1)
            if _is_free(channel, hours, place, hour) and not world.is_unknown(hour)
        }
        best = max(choices, key=choices.__getitem__, default=None)
        if best is not None and choices[best] > values[place] * BETTER:
            hours[place] = float(best)
    return hours


def _is_free(channel: ChannelNow, hours: Sequence[float], place: int, hour: float) -> bool:
    """Whether no other time of the channel stands near this hour on the same days."""
    days = set(channel.times[place][0])
    return all(
        abs(hour - hours[other]) >= APART_HOURS or not days & set(channel.times[other][0])
        for other in range(len(hours))
        if other != place
    )


def _worth_a_test(
    world: World, channel: ChannelNow, place: int, tested: Sequence[float]
) -> Iterator[tuple[float, int]]:
    """Hours that may take the place of a time, each with what it may well bring."""
    hours = _hours(channel)
    usual = _middle_at(world, channel, place, hours[place])
    for hour in range(FIRST_HOUR + 1, LAST_HOUR):
        is_new = all(abs(hour - other) >= APART_HOURS for other in hours)
        if is_new and all(abs(hour - other) > 2 * APART_HOURS for other in tested):
            most = _at_most(world, channel, place, hour)
            if most > usual * PROMISING or world.is_unknown(hour):
                yield most, hour


def _hours(channel: ChannelNow) -> list[float]:
    return [hour for _days, hour in channel.times]


def _middle_at(world: World, channel: ChannelNow, place: int, hour: float) -> float:
    return middle(at_hour(world, channel.key, channel.times[place][0], hour))


def _at_most(world: World, channel: ChannelNow, place: int, hour: float) -> float:
    """What an hour may well bring: nine times out of ten it is less."""
    return float(np.quantile(at_hour(world, channel.key, channel.times[place][0], hour), 0.9))
