"""A calendar's view laid out: what stands on its days, what is folded away, and what lies around the items."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from waypost.loop.planning.domain.calendar import CalendarItem, ChannelMark, Period, View, period_of

SHOWN: dict[View, int] = {"month": 4, "week": 12, "list": 12, "channels": 3}
"""So many slips a day shows where there are more; the rest is "n more". One more is shown instead of counted."""
SHOWN_OF_MANY = 2
MANY_CHANNELS = 12
"""So many slips a channel's day shows where there are more channels than this."""
MOST_LANES = 3
_WHOLE = 10_000


class Run(NamedTuple):
    """A campaign over its days, with the way to its page."""

    name: str
    hue: int
    starts_on: date
    ends_on: date
    href: str


class Span(NamedTuple):
    """A run on one day; `is_named` where its name is to be read: where it begins, and on every Monday."""

    run: Run
    is_named: bool


@dataclass(frozen=True)
class Around:
    """What lies around the items: days off, holidays and days that matter with their names, and campaigns."""

    off: Mapping[date, str] = field(default_factory=dict)
    holidays: Mapping[date, str] = field(default_factory=dict)
    runs: Sequence[Run] = ()
    key_days: Mapping[date, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Day:
    """One day of a view: what it shows, and how many it does not."""

    on: date
    items: tuple[CalendarItem, ...]
    more: int = 0
    is_outside: bool = False
    is_today: bool = False
    off: str | None = None
    holiday: str | None = None
    key: tuple[str, ...] = ()
    spans: tuple[Span | None, ...] = ()
    is_whole: bool = False


@dataclass(frozen=True)
class Row:
    """A channel's week; without a channel, what has none yet."""

    channel: ChannelMark | None
    days: tuple[Day, ...]


@dataclass(frozen=True)
class Sheet:
    """A view laid out: weeks of days, for a month five or six, for a week one."""

    view: View
    period: Period
    anchor: date
    weeks: tuple[tuple[Day, ...], ...] = ()

    @property
    def days(self) -> list[Day]:
        return [day for week in self.weeks for day in week]


def lay_sheet(
    view: View,
    anchor: date,
    items: Iterable[CalendarItem],
    *,
    today: date,
    around: Around | None = None,
    most: int | None = None,
    opened: Collection[date] = (),
) -> Sheet:
    """Set `items` on the days of a view in order of time; a day with too many (`most`, else SHOWN) shows some of them,
    one of those that were `opened` all."""
    period = period_of(view, anchor)
    by_day = _by_day(period, items)
    beside = around or Around()
    lanes = _lanes(beside.runs, period)
    limit = SHOWN.get(view, _WHOLE) if most is None else most
    days = [
        Day(
            on,
            *folded(by_day[on], _WHOLE if on in opened else limit),
            is_outside=view == "month" and on.month != anchor.month,
            is_today=on == today,
            off=beside.off.get(on),
            holiday=beside.holidays.get(on),
            key=tuple(beside.key_days.get(on, ())),
            spans=_spans(on, lanes, period.first_on),
            is_whole=on in opened,
        )
        for on in period.days
    ]
    weeks = tuple(tuple(days[start : start + 7]) for start in range(0, len(days), 7))
    return Sheet(view=view, period=period, anchor=anchor, weeks=weeks)


def rows_of(sheet: Sheet, items: Iterable[CalendarItem], channels: Sequence[ChannelMark]) -> list[Row]:
    """The days of `sheet` once for each channel; last, if there is any, what goes to none of them."""
    by_place: dict[tuple[int | None, date], list[CalendarItem]] = {}
    known = {channel.id for channel in channels}
    for item in items:
        places: set[int | None] = {channel.id for channel in item.channels if channel.id in known}
        for place in places or {None}:
            by_place.setdefault((place, item.local.date()), []).append(item)
    marks: list[ChannelMark | None] = [*channels]
    if any(place is None for place, _on in by_place):
        marks.append(None)
    most = SHOWN["channels"] if len(channels) <= MANY_CHANNELS else SHOWN_OF_MANY
    return [Row(mark, tuple(_cell(day, by_place, mark, most) for day in sheet.days)) for mark in marks]


def folded(items: Sequence[CalendarItem], most: int = _WHOLE) -> tuple[tuple[CalendarItem, ...], int]:
    """The first of `items` in order of time, and how many these leave out."""
    in_order = sorted(items, key=_ORDER)
    shown = in_order if len(in_order) <= most + 1 else in_order[:most]
    return tuple(shown), len(in_order) - len(shown)


def _cell(
    day: Day,
    by_place: Mapping[tuple[int | None, date], list[CalendarItem]],
    mark: ChannelMark | None,
    most: int,
) -> Day:
    most = _WHOLE if mark is None or day.is_whole else most
    shown, more = folded(by_place.get((mark and mark.id, day.on), ()), most)
    return Day(day.on, shown, more, is_today=day.is_today, off=day.off, is_whole=day.is_whole)


def _by_day(period: Period, items: Iterable[CalendarItem]) -> dict[date, list[CalendarItem]]:
    by_day: dict[date, list[CalendarItem]] = {day: [] for day in period.days}
    for item in items:
        on = item.local.date()
        if on in by_day:
            by_day[on].append(item)
    return by_day


def _lanes(runs: Sequence[Run], period: Period) -> list[list[Run]]:
    """The runs that share a day with the period, each in the first lane that is free on its first day."""
    here = [run for run in runs if run.starts_on <= period.last_on and run.ends_on >= period.first_on]
    lanes: list[list[Run]] = []
    for run in sorted(here, key=lambda each: (each.starts_on, each.ends_on, each.name)):
        free = next((lane for lane in lanes if lane[-1].ends_on < run.starts_on), None)
        if free is not None:
            free.append(run)
        elif len(lanes) < MOST_LANES:
            lanes.append([run])
    return lanes


def _spans(on: date, lanes: Sequence[Sequence[Run]], first_on: date) -> tuple[Span | None, ...]:
    """What of the lanes lies over this day, down to the last one that does."""
    found: list[Span | None] = []
    for lane in lanes:
        run = next((each for each in lane if each.starts_on <= on <= each.ends_on), None)
        found.append(run and Span(run, on in (run.starts_on, first_on) or on.weekday() == 0))
    while found and found[-1] is None:
        found.pop()
    return tuple(found)


def hours_of(items: Iterable[CalendarItem]) -> dict[int, list[CalendarItem]]:
    """The items of one day by their hour: from seven to nine in the evening, and wherever there is one."""
    in_order = sorted(items, key=_ORDER)
    found = [item.local.hour for item in in_order]
    hours = range(min([FIRST_HOUR, *found]), max([LAST_HOUR, *found]) + 1)
    by_hour: dict[int, list[CalendarItem]] = {hour: [] for hour in hours}
    for item in in_order:
        by_hour[item.local.hour].append(item)
    return by_hour


FIRST_HOUR, LAST_HOUR = 7, 21
_ORDER = attrgetter("local", "is_open", "kind", "id")
