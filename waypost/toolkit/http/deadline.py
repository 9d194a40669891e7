"""One absolute moment by which a whole call must be over."""

from __future__ import annotations

import time

from waypost.toolkit.http.errors import DeadlinePassed

# Counts while the machine sleeps, where the system offers such a clock: a woken call must find itself late.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class Deadline:
    """Ends `seconds` from its making, whatever happens in between."""

    __slots__ = ("_at",)

    def __init__(self, seconds: float) -> None:
        self._at = time.clock_gettime(_CLOCK) + seconds

    def left(self) -> float:
        """Seconds left, always more than 0. Raises DeadlinePassed when there are none."""
        seconds = self._at - time.clock_gettime(_CLOCK)
        if seconds <= 0:
            raise DeadlinePassed("the time for this call is over")
        return seconds
