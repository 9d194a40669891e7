"""One line of the timetable, and when it is due next."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from waypost.toolkit import clock


@dataclass(frozen=True)
class Entry:
    """What runs again and again: every so often, or once a day when the clock in `zone` shows `at`.

    `task` is the dotted name of a callable without arguments that may run twice without harm.
    """

    name: str
    task: str
    every: timedelta | None = None
    at: time | None = None
    zone: str = "UTC"

    def __post_init__(self) -> None:
        assert (self.every is None) != (self.at is None), f"{self.name}: say either every or at"
        assert self.every is None or self.every > timedelta(0), f"{self.name}: an interval is positive"

    def due_after(self, moment: datetime) -> datetime:
        """The first moment after `moment` (aware) at which the entry is due, in UTC.

        A wall-clock time in a gap (spring forward) moves forward by the gap.
        """
        if self.every is not None:
            return moment + self.every
        else:
            assert self.at is not None
            day = clock.to_local(moment, self.zone).date()
            due = clock.to_utc(datetime.combine(day, self.at), self.zone)
            if due <= moment:
                due = clock.to_utc(datetime.combine(day + timedelta(days=1), self.at), self.zone)
            return due
