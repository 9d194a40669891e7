"""Draws the days of a calendar with their slips: forty-two at a time, so in one go and without a template for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe

from waypost.loop.planning.domain.calendar import CalendarItem
from waypost.loop.planning.domain.sheet import Day, Sheet, Span
from waypost.loop.planning.edges import Edging
from waypost.loop.planning.slips import draw

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Paper:
    """What the days of a sheet are drawn on: today, the calendar, where the rest of a day is got and where a slot is
    added (None: not by this person), the filters as part of an address, and what gives slips their colour."""

    today: date
    calendar_href: str
    day_href: str
    add_href: str | None
    filters: str
    edge: Edging


def draw_days(sheet: Sheet, paper: Paper) -> SafeString:
    """The days of `sheet` as list items."""
    days = "".join(day_drawn(day, paper) for day in sheet.days)
    return mark_safe(f'<ol class="sheet-days" role="list">{days}</ol>')  # noqa: S308 (drawn beneath, words escaped)


def draw_slips(items: Iterable[CalendarItem], edge: Edging) -> SafeString:
    """Slips as a list."""
    drawn = "".join([draw(item, edge(item)) for item in items])
    return mark_safe(f'<ul class="slips" role="list">{drawn}</ul>')  # noqa: S308 (drawn by slips)


def day_drawn(day: Day, paper: Paper, *, of: str | None = None) -> str:
    """One day as a list item; `of` is the further filter of a row, of which a page has several with the same days."""
    on, weekday, month = day.on.isoformat(), WEEKDAYS[day.on.weekday()], MONTHS[day.on.month - 1]
    said = f"{day.on.day} {month}"
    own, name = (f' id="day-{on}"', "h2") if of is None else ("", "h3")
    asked = f"?view=day&amp;day={on}{escape(paper.filters + (of or ''))}"
    link = f"{escape(paper.calendar_href)}{asked}"
    today = '<span class="day-note">Today</span>' if day.is_today else ""
    return (
        f'<li class="day{_looks(day)}"{own} data-on="{on}"><{name} class="day-name"><a href="{link}"><time datetime="{on}">'
        f'<span class="day-week">{weekday} </span>{day.on.day}<span class="day-month"> {month}</span></time></a>'
        f"{today}</{name}>{_spans(day.spans)}{notes(day)}{_slips(day, said, paper, asked)}{_add(day, on, said, paper)}</li>"
    )


def notes(day: Day) -> str:
    """What is to be known of the day."""
    if day.off is None and day.holiday is None and not day.key:
        return ""
    off = f'<span class="day-note is-free">{escape(day.off)}</span>' if day.off else ""
    feast = day.holiday if day.holiday != day.off else None
    holiday = f'<span class="day-note is-holiday">{escape(feast)}</span>' if feast else ""
    key = "".join(f'<span class="day-note is-key">{escape(name)}</span>' for name in day.key)
    return f'<div class="day-notes">{key}{off}{holiday}</div>'


def _looks(day: Day) -> str:
    told = {
        " is-outside": day.is_outside,
        " is-today": day.is_today,
        " is-off": day.off is not None,
        " is-noted": bool(day.holiday or day.key),
        " is-empty": not day.items,
    }
    return "".join(look for look, is_so in told.items() if is_so)


def _spans(spans: Sequence[Span | None]) -> str:
    return f'<div class="spans">{"".join(map(_span, spans))}</div>' if spans else ""


def _span(span: Span | None) -> str:
    if span is None:
        return '<span class="span is-gap"></span>'
    run, colour = span.run, f'style="--hue: {span.run.hue}"'
    if span.is_named:
        return f'<a class="span" {colour} href="{escape(run.href)}">{escape(run.name)}</a>'
    return f'<span class="span" {colour}></span>'


def _slips(day: Day, said: str, paper: Paper, asked: str) -> str:
    if not day.items:
        return ""
    more = ""
    if day.more:
        more = (
            f'<a class="day-more" href="{escape(paper.calendar_href)}{asked}"'
            f' hx-get="{escape(paper.day_href)}{asked}">{day.more} more'
            f'<span class="visually-hidden"> on {said}</span></a>'
        )
    whole = " data-whole" if day.is_whole else ""
    return f'<div class="day-slips"{whole}>{draw_slips(day.items, paper.edge)}{more}</div>'


def _add(day: Day, on: str, said: str, paper: Paper) -> str:
    if paper.add_href is None or day.on < paper.today or day.off is not None:
        return ""
    return (
        f'<a class="day-add" href="{escape(paper.add_href)}?on={on}" aria-label="Add a slot on {said}">+</a>'
    )
