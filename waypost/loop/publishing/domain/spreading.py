"""New times for what missed its own: in its order, each channel by itself, on the wall clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum


class Manner(StrEnum):
    """How new times are given: each at its own hour, or one after another."""

    OWN_HOUR = "own-hour"
    IN_TURN = "in-turn"


@dataclass(frozen=True)
class Missed:
    """Something to be given a time: its channel, and the hour of the wall at which it was to go out."""

    id: int
    channel_id: int
    hour: time


def spread(
    missed: Sequence[Missed], *, manner: Manner, start: datetime, every: timedelta
) -> dict[int, datetime]:
    """A new time on the wall (naive) for each, by id: not before `start`, and on a channel at least `every` apart.

    `missed` comes in the order in which it was to go out. At its own hour, each takes the first day from `start` on
    which that hour is free on its channel.
    """
    taken: dict[int, list[datetime]] = {}
    found = {}
    for each in missed:
        busy = taken.setdefault(each.channel_id, [])
        if manner is Manner.IN_TURN:
            at = busy[-1] + every if busy else start
        else:
            at = datetime.combine(start.date(), each.hour)
            while at < start or any(abs(at - other) < every for other in busy):
                at += timedelta(days=1)
        busy.append(at)
        found[each.id] = at
    return found
