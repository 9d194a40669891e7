"""Numbers, moments and days, typeset."""

from datetime import date, datetime
from decimal import Decimal

from django.template import Library
from django.utils.safestring import SafeString

from waypost.toolkit import clock
from waypost.ui.markup import format_html

register = Library()

SPACE = "\u00a0"  # no-break space: between a number and its unit
MINUS = "\u2212"
STEPS = ((1_000_000_000, "bn"), (1_000_000, "m"), (1_000, "k"))


@register.simple_tag
def number(value: float | Decimal | None, places: int | None = None) -> SafeString:
    """A number as a person reads it (12.4 k); the exact one stays in the mark-up."""
    if value is None:
        return absent()
    return format_html('<data class="number" value="{}">{}</data>', value, short_number(float(value), places))


@register.simple_tag
def percent(share: float | Decimal | None, margin: float | None = None) -> SafeString:
    """A share as per cent, with its margin where there is one (3.1 % ± 0.4)."""
    if share is None:
        return absent()
    shown = f"{_digits(float(share) * 100)}{SPACE}%"
    if margin is not None:
        shown = f"{shown} ±{SPACE}{_digits(float(margin) * 100)}"
    return format_html('<data class="number" value="{}">{}</data>', share, shown)


@register.simple_tag
def moment(value: datetime | None, zone: str = "UTC") -> SafeString:
    """A moment on the wall clock of `zone`."""
    if value is None:
        return absent()
    local = clock.to_local(value, zone)
    said = f"{day_words(local, clock.today(zone).year)}, {local:%H:%M}"
    return format_html('<time class="moment" datetime="{}">{}</time>', value.isoformat(), said)


@register.simple_tag
def day(value: date | datetime | None, zone: str = "") -> SafeString:
    """A date; of a moment the day that it was on the wall of `zone` (an IANA name)."""
    if value is None:
        return absent()
    if isinstance(value, datetime):
        value = clock.to_local(value, zone or "UTC").date()
    said = day_words(value, clock.now().year)
    return format_html('<time class="moment" datetime="{}">{}</time>', value.isoformat(), said)


def day_words(value: date, this_year: int) -> str:
    """A date in words, with its year where that is another one: Mon 3 Nov."""
    year = "" if value.year == this_year else f" {value.year}"
    return f"{value:%a} {value.day} {value:%b}{year}"


def short_number(value: float, places: int | None = None) -> str:
    """Three significant digits and a letter: 940, 12.4 k, 3.05 m."""
    size, unit = abs(value), ""
    for step, letter in STEPS:
        if size >= step * 0.9995:
            size, unit = size / step, f"{SPACE}{letter}"
            break
    shown = f"{size:.{places}f}" if places is not None else _digits(size)
    return f"{MINUS if value < 0 else ''}{shown}{unit}"


def _digits(size: float) -> str:
    """At most three significant digits, no empty decimals, a true minus."""
    sign, size = (MINUS, -size) if size < 0 else ("", size)
    shown = f"{size:.0f}" if size >= 99.95 else f"{size:.1f}"
    return sign + shown.removesuffix(".0")


def absent() -> SafeString:
    """Where a number is not known: a dash that is said as such."""
    return format_html(
        '<span class="absent"><span aria-hidden="true">–</span><span class="visually-hidden">{}</span></span>',
        "not known",
    )
