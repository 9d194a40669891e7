"""Draws the days of a calendar with their slips: forty-two at a time, so in one go and without a template for each."""

from dataclasses import dataclass
from datetime import date
from html import escape

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
    return mark_safe("".join(_day(day, paper) for day in sheet.days))  # noqa: S308 (drawn beneath, words escaped)


def _day(day: Day, paper: Paper) -> str:
    on, weekday, month = day.on.isoformat(), WEEKDAYS[day.on.weekday()], MONTHS[day.on.month - 1]
    said = f"{day.on.day} {month}"
    return (
        f'<li class="day{_looks(day)}" id="day-{on}" data-on="{on}"><h2 class="day-name"><time datetime="{on}">'
        f'<span class="day-week">{weekday} </span>{day.on.day}<span class="day-month"> {month}</span></time>'
        f"{_notes(day)}</h2>{_slips(day)}{_more(day, on, said, paper)}{_add(day, on, said, paper)}</li>"
    )


def _looks(day: Day) -> str:
    told = {
        " is-outside": day.is_outside,
        " is-today": day.is_today,
        " is-off": day.is_blackout,
        " is-empty": not day.items,
    }
    return "".join(look for look, is_so in told.items() if is_so)


def _notes(day: Day) -> str:
    notes = [*(["Today"] if day.is_today else []), *([day.blackout] if day.is_blackout else [])]
    return "".join(f'<span class="day-note">{escape(note)}</span>' for note in notes)


def _slips(day: Day) -> str:
    return f'<ul class="slips" role="list">{"".join(map(draw, day.items))}</ul>' if day.items else ""


def _more(day: Day, on: str, said: str, paper: Paper) -> str:
    if not day.more:
        return ""
    return (
        f'<a class="day-more" href="?view=week&amp;day={on}{escape(paper.filters)}#day-{on}">{day.more} more'
        f'<span class="visually-hidden"> on {said}</span></a>'
    )


def _add(day: Day, on: str, said: str, paper: Paper) -> str:
    if paper.add_href is None or day.on < paper.today or day.is_blackout:
        return ""
    return (
        f'<a class="day-add" href="{escape(paper.add_href)}?on={on}" aria-label="Add a slot on {said}">+</a>'
    )
