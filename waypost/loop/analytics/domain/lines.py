"""A goal's number, day by day: how it stood on each day for which it can be said."""

from collections import deque
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from waypost.loop.analytics.domain.metrics import ratio

Point = tuple[date, float]
Daily = Mapping[date, float]

ONE_DAY = timedelta(days=1)


def totals(daily: Daily, first_on: date, last_on: date, start: float = 0.0) -> list[Point]:
    """What has come together on each day since `first_on`, beginning with `start`."""
    points, total = [], start
    for on in _days(first_on, last_on):
        total += daily.get(on, 0.0)
        points.append((on, total))
    return points


def windows(daily: Daily, days: int, first_on: date, last_on: date) -> list[Point]:
    """The sum over the last `days` days, on each day; `daily` must reach back `days - 1` days before `first_on`."""
    total = sum(daily.get(first_on - number * ONE_DAY, 0.0) for number in range(1, days))
    points = []
    for on in _days(first_on, last_on):
        total += daily.get(on, 0.0)
        points.append((on, total))
        total -= daily.get(on - (days - 1) * ONE_DAY, 0.0)
    return points


def rates(parts: Daily, wholes: Daily, days: int, first_on: date, last_on: date) -> list[Point]:
    """The ratio of sums over the last `days` days; days on which there was nothing to divide by are left out."""
    over, under = windows(parts, days, first_on, last_on), windows(wholes, days, first_on, last_on)
    found = ((on, ratio(part, whole)) for (on, part), (_on, whole) in zip(over, under, strict=True))
    return [(on, value) for on, value in found if value is not None]


def levels(said: Sequence[tuple[int, date, float]], first_on: date, last_on: date) -> list[Point]:
    """The sum over channels of the last word of each; from the first day on which every one of them has spoken.

    `said` are (channel, day, value), earliest first, and may begin before `first_on`.
    """
    channels = {channel for channel, _on, _value in said}
    waiting, known = deque(said), dict[int, float]()
    points = []
    for on in _days(min(first_on, said[0][1]) if said else first_on, last_on):
        while waiting and waiting[0][1] <= on:
            channel, _on, value = waiting.popleft()
            known[channel] = value
        if on >= first_on and known and len(known) == len(channels):
            points.append((on, sum(known.values())))
    return points


def _days(first_on: date, last_on: date) -> list[date]:
    return [first_on + number * ONE_DAY for number in range((last_on - first_on).days + 1)]
