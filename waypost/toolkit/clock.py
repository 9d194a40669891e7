"""Civil time: the only place that asks the machine what time it is.

Leases and timeouts use real (monotonic or the database's) time instead; see publishing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones, reset_tzpath

from waypost.toolkit.refusal import Refusal

# The rules of the pinned tzdata: the machine's own may be older, and other ones on the next machine.
reset_tzpath(())

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _frozen.get() or machine()


def machine() -> datetime:
    """What the machine's own clock says, aware, in UTC; tests put another in its place."""
    return datetime.now(UTC)


def today(zone_name: str) -> date:
    """The date on the wall in `zone_name`."""
    return to_local(now(), zone_name).date()


def to_utc(local: datetime, zone_name: str) -> datetime:
    """The moment at which a clock in `zone_name` shows the naive `local` time.

    In a gap (spring forward) the time moves forward by the gap; in a repeated hour it is the first.
    """
    assert local.tzinfo is None, "a wall-clock time carries no zone"
    there = local.replace(tzinfo=zone(zone_name), fold=0)
    return there.astimezone(UTC)


def around(first_on: date, last_on: date) -> tuple[datetime, datetime]:
    """Two moments between which these days (both included) lie whole, wherever they are: for an index of moments."""
    widest = timedelta(days=2)
    return datetime.combine(first_on, time(), UTC) - widest, datetime.combine(last_on, time(), UTC) + widest


def exists(local: datetime, zone_name: str) -> bool:
    """Whether a clock in `zone_name` ever shows the naive `local` time."""
    return to_local(to_utc(local, zone_name), zone_name) == local


def is_repeated(local: datetime, zone_name: str) -> bool:
    """Whether a clock in `zone_name` shows the naive `local` time twice, because it is put back that day."""
    first, second = (local.replace(tzinfo=zone(zone_name), fold=fold).utcoffset() for fold in (0, 1))
    return first != second and exists(local, zone_name)


def offset(local: datetime, zone_name: str) -> timedelta:
    """How far a clock in `zone_name` that shows the naive `local` time is ahead of UTC."""
    return local - to_utc(local, zone_name).replace(tzinfo=None)


def to_local(moment: datetime, zone_name: str) -> datetime:
    """What a clock in `zone_name` shows at `moment`, naive."""
    assert moment.tzinfo is not None, "a moment is aware"
    return moment.astimezone(zone(zone_name)).replace(tzinfo=None, fold=0)


@cache
def zone(name: str) -> ZoneInfo:
    """The zone called `name` in the IANA data; a Refusal when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Refusal(
            f"“{name}” is not a time zone. Choose one such as Europe/Lisbon.", field="timezone"
        ) from error


@cache
def zone_names() -> tuple[str, ...]:
    """Every zone a person may choose, in order; only those that name a place, and UTC."""
    return (
        *sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")),
        "UTC",
    )


@contextmanager
def frozen_at(moment: datetime) -> Iterator[None]:
    """Let `now()` answer `moment` inside the block: for simulated time and tests."""
    assert moment.tzinfo is not None, "a moment is aware"
    token = _frozen.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)


def start_of_week(day: date) -> date:
    """The Monday on or before `day`."""
    return day - timedelta(days=day.weekday())
