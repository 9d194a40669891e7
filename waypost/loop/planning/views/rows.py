"""Draws the two views that are no sheet of days: a day by its hours, and a week with a row for each channel."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe

from waypost.loop.planning.domain.calendar import CalendarItem
from waypost.loop.planning.domain.sheet import Day, Row, hours_of
from waypost.loop.planning.views.sheet import MONTHS, WEEKDAYS, Paper, day_drawn, draw_slips, notes
from waypost.ui import marks


def draw_hours(day: Day, items: Iterable[CalendarItem], paper: Paper) -> SafeString:
    """The hours of one day; what is dropped on an hour keeps its minutes."""
    hours = "".join(_hour(day.on, hour, found, paper) for hour, found in hours_of(items).items())
    return mark_safe(f'{notes(day)}<ol class="hours" role="list">{hours}</ol>')  # noqa: S308 (drawn beneath)


def _hour(on: date, hour: int, items: Sequence[CalendarItem], paper: Paper) -> str:
    slips = f'<div class="day-slips">{draw_slips(items, paper.edge)}</div>' if items else ""
    return (
        f'<li class="hour" data-on="{on.isoformat()}" data-hour="{hour:02}">'
        f'<h2 class="hour-name"><time>{hour:02}:00</time></h2>{slips}</li>'
    )


def draw_rows(rows: Sequence[Row], paper: Paper) -> SafeString:
    """A row for each channel, with the days of the week as its columns."""
    if not rows:
        return SafeString("")
    lanes = "".join(_lane(row, paper) for row in rows)
    return mark_safe(f"{draw_names(rows[0].days)}{lanes}")  # noqa: S308 (drawn beneath)


def draw_names(days: Iterable[Day]) -> SafeString:
    """The days of a week above its rows."""
    names = "".join(map(_name, days))
    return mark_safe(f'<div class="lane lane-names" aria-hidden="true"><span></span>{names}</div>')  # noqa: S308 (only words of ours)


def _name(day: Day) -> str:
    today = ' class="is-today"' if day.is_today else ""
    return f"<span{today}>{WEEKDAYS[day.on.weekday()]} {day.on.day} {MONTHS[day.on.month - 1]}</span>"


def _lane(row: Row, paper: Paper) -> str:
    channel = row.channel
    of = f"&channel={channel.id}" if channel is not None else ""
    name = (
        f"{marks.render(channel.network, by_symbol=True)} {escape(channel.name)}"
        if channel is not None
        else "No channel yet"
    )
    return f'<section class="lane"><h2 class="lane-name">{name}</h2>{draw_week(row.days, paper, of=of)}</section>'


def draw_week(days: Iterable[Day], paper: Paper, *, of: str = "") -> SafeString:
    """The days of a row; `of` is its further filter."""
    drawn = "".join(day_drawn(day, paper, of=of) for day in days)
    return mark_safe(f'<ol class="lane-days" role="list">{drawn}</ol>')  # noqa: S308 (drawn by sheet)
