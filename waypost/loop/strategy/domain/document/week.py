"""Days of the week and times on the wall, as a strategy writes them."""

from datetime import time
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints


class Weekday(StrEnum):
    """A day of the week; `number` counts from Monday as 0, like `date.weekday()`."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @property
    def number(self) -> int:
        return list(Weekday).index(self)


def _in_order(days: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
    return tuple(day for day in Weekday if day in days)


Days = Annotated[tuple[Weekday, ...], AfterValidator(_in_order), Field(max_length=7)]
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


def as_time(clock_time: str) -> time:
    """Give “09:30” as a time of day."""
    hour, minute = clock_time.split(":")
    return time(int(hour), int(minute))
