"""What a calendar shows: items from every stage that has something with a time, set on the days of a view."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from typing import Literal, NamedTuple

from waypost.toolkit import clock

SLIPS_A_DAY = 6
"""So many slips a day of a month shows; the rest is "n more"."""

Shape = Literal["dot", "ring", "check", "half", "cross", "question", "hold"]
View = Literal["month", "week"]


class ChannelMark(NamedTuple):
    """Where something goes: enough to draw its mark and to read its name aloud."""

    id: int
    name: str
    network: str


class Flag(NamedTuple):
    """The campaign that something belongs to: its name, and its colour, 1 to 8."""

    name: str
    hue: int


def flag(name: str | None, hue: int | None) -> Flag | None:
    """The flag of a campaign, where there is one."""
    return Flag(name, hue) if name is not None and hue is not None else None


class CalendarItem(NamedTuple):
    """One thing with a time, as its owner's stage tells it. (A tuple: a month makes many hundreds.)

    `at` is the moment (aware, UTC); `local` the wall clock of the workspace, naive. `hue` is the pillar's, 1 to 8.
    `state` is the word on screen, `shape` says it without words. `move_url` takes a POST with `local_on` and
    `local_time`; None when it cannot be moved. `is_open` marks a place that still waits for a post. `replaces` names,
    by kind and id, an earlier stage's item that is not shown because this one says it better.
    """

    kind: str
    id: int
    at: datetime
    local: datetime
    title: str
    href: str
    state: str
    shape: Shape
    hue: int | None = None
    pillar: str = ""
    channels: tuple[ChannelMark, ...] = ()
    move_url: str | None = None
    is_open: bool = False
    replaces: tuple[str, int] | None = None
    campaign: Flag | None = None


@dataclass(frozen=True)
class Period:
    """Days of a workspace's wall clock, both ends included."""

    first_on: date
    last_on: date

    @property
    def days(self) -> list[date]:
        return [
            self.first_on + timedelta(days=number)
            for number in range((self.last_on - self.first_on).days + 1)
        ]

    def moments(self, zone: str) -> tuple[datetime, datetime]:
        """The moments at which the period starts and ends (the end not included), in UTC."""
        start, end = (datetime.combine(day, time.min) for day in (self.first_on, self.last_on + _DAY))
        return clock.to_utc(start, zone), clock.to_utc(end, zone)


@dataclass(frozen=True)
class Filters:
    """What a person wants to see of a period; empty means everything."""

    channel_id: int | None = None
    pillar_id: int | None = None
    campaign_id: int | None = None


@dataclass(frozen=True)
class Day:
    """One day of a view: what it shows, and how many it does not."""

    on: date
    items: tuple[CalendarItem, ...]
    more: int = 0
    is_outside: bool = False
    is_today: bool = False
    is_blackout: bool = False
    blackout: str = ""


@dataclass(frozen=True)
class Sheet:
    """A view laid out: weeks of days, for a month five or six, for a week one."""

    view: View
    period: Period
    anchor: date
    weeks: tuple[tuple[Day, ...], ...] = field(default=())

    @property
    def days(self) -> list[Day]:
        return [day for week in self.weeks for day in week]


def period_of(view: View, anchor: date) -> Period:
    """The days that a view around `anchor` shows: whole weeks, Monday first."""
    if view == "week":
        monday = clock.start_of_week(anchor)
        return Period(monday, monday + 6 * _DAY)
    else:
        first = anchor.replace(day=1)
        last = month_after(first) - _DAY
        return Period(clock.start_of_week(first), clock.start_of_week(last) + 6 * _DAY)


def lay_sheet(
    view: View, anchor: date, items: Iterable[CalendarItem], *, today: date, blackouts: Mapping[date, str]
) -> Sheet:
    """Set `items` on the days of a view in order of time; a month's day shows at most six."""
    period = period_of(view, anchor)
    by_day: dict[date, list[CalendarItem]] = {day: [] for day in period.days}
    for item in items:
        on = item.local.date()
        if on in by_day:
            by_day[on].append(item)
    limit = SLIPS_A_DAY if view == "month" else None
    days = [
        _day(
            on,
            by_day[on],
            limit,
            outside=view == "month" and on.month != anchor.month,
            today=today,
            blackouts=blackouts,
        )
        for on in period.days
    ]
    weeks = tuple(tuple(days[start : start + 7]) for start in range(0, len(days), 7))
    return Sheet(view=view, period=period, anchor=anchor, weeks=weeks)


def month_after(day: date, months: int = 1) -> date:
    """The first day of the month that is `months` after (or before, when negative) the month of `day`."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _day(
    on: date,
    items: Sequence[CalendarItem],
    limit: int | None,
    *,
    outside: bool,
    today: date,
    blackouts: Mapping[date, str],
) -> Day:
    in_order = sorted(items, key=_ORDER)
    shown = in_order if limit is None or len(in_order) <= limit else in_order[:limit]
    return Day(
        on=on,
        items=tuple(shown),
        more=len(in_order) - len(shown),
        is_outside=outside,
        is_today=on == today,
        is_blackout=on in blackouts,
        blackout=blackouts.get(on, ""),
    )


_DAY = timedelta(days=1)
_ORDER = attrgetter("local", "is_open", "kind", "id")
