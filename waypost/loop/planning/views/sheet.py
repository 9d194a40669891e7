"""Draws the days of a calendar with their slips: forty-two at a time, so in one go and without a template for each."""

from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from waypost.loop.planning.domain.calendar import Day, Sheet
from waypost.loop.planning.slips import draw

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Paper:
    """What the days of a sheet are drawn on: today, where a slot is added (None: not by this person), the filters."""

    today: date
    add_href: str | None
    filters: str = ""


def draw_days(sheet: Sheet, paper: Paper) -> SafeString:
    """The days of `sheet` as list items."""
    return mark_safe("".join(_day(day, paper) for day in sheet.days))  # noqa: S308 (drawn by format_html)


def _day(day: Day, paper: Paper) -> SafeString:
    on, month = day.on.isoformat(), MONTHS[day.on.month - 1]
    return format_html(
        '<li class="day{0}" id="day-{1}" data-on="{1}"><h2 class="day-name"><time datetime="{1}">'
        '<span class="day-week">{2} </span>{3}<span class="day-month"> {4}</span></time>{5}</h2>{6}{7}{8}</li>',
        _looks(day),
        on,
        WEEKDAYS[day.on.weekday()],
        day.on.day,
        month,
        _notes(day),
        _slips(day),
        _more(day, month, paper) if day.more else "",
        _add(day, month, paper) if paper.add_href and day.on >= paper.today and not day.is_blackout else "",
    )


def _looks(day: Day) -> str:
    told = {
        " is-outside": day.is_outside,
        " is-today": day.is_today,
        " is-off": day.is_blackout,
        " is-empty": not day.items,
    }
    return "".join(look for look, is_so in told.items() if is_so)


def _notes(day: Day) -> SafeString:
    notes = [*(["Today"] if day.is_today else []), *([day.blackout] if day.is_blackout else [])]
    drawn = [format_html('<span class="day-note">{}</span>', note) for note in notes]
    return mark_safe("".join(drawn))  # noqa: S308 (drawn by format_html)


def _slips(day: Day) -> SafeString:
    if not day.items:
        return mark_safe("")
    drawn = "".join(map(draw, day.items))
    return mark_safe(f'<ul class="slips" role="list">{drawn}</ul>')  # noqa: S308 (drawn by slips)


def _more(day: Day, month: str, paper: Paper) -> SafeString:
    return format_html(
        '<a class="day-more" href="?view=week&amp;day={0}{1}#day-{0}">{2} more'
        '<span class="visually-hidden"> on {3} {4}</span></a>',
        day.on.isoformat(),
        paper.filters,
        day.more,
        day.on.day,
        month,
    )


def _add(day: Day, month: str, paper: Paper) -> SafeString:
    return format_html(
        '<a class="day-add" href="{}?on={}" aria-label="Add a slot on {} {}">+</a>',
        paper.add_href,
        day.on.isoformat(),
        day.on.day,
        month,
    )
