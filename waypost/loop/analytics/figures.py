"""How values are written on pages of results, in words and in files."""

from datetime import date
from functools import lru_cache

from django.utils import dateformat
from django.utils.safestring import SafeString

from waypost.loop.analytics.domain.metrics import Definition, Unit
from waypost.ui.components.figures import MINUS, SPACE, absent, number, percent, short_number
from waypost.ui.markup import format_html

LEAST_MARGIN = 0.0005


@lru_cache(maxsize=4000)
def written(definition: Definition, value: float | None, margin: float | None = None) -> SafeString:
    """A metric's value, typeset by its unit; the exact one stays in the mark-up. A margin too small to read is left out."""
    if value is None:
        return absent()
    if definition.unit is not Unit.SHARE:
        return number(_tidy(value))
    return percent(value, margin if margin is not None and margin >= LEAST_MARGIN else None)


def in_file(definition: Definition, value: float | None) -> str:
    """The same for a file: exact, rates as shares of one."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) and not definition.is_rate else f"{value:.6g}"


def change_words(change: float) -> str:
    """A relative change: +21 %, −4 %."""
    return f"{'+' if change > 0 else MINUS}{abs(change) * 100:.0f}{SPACE}%"


def points_words(points: float) -> str:
    """A difference of shares: 8 points over, 3 points under."""
    size = f"{abs(points):.0f}{SPACE}point{'' if round(abs(points)) == 1 else 's'}"
    return f"{size} over" if points > 0 else f"{size} under"


def plain_number(value: float) -> str:
    """A number as goals write it: 1,240 stays exact below ten thousand, with a comma as everywhere."""
    if abs(value) < 10_000:
        shown = f"{value:,.1f}".removesuffix(".0") if abs(value) < 100 else f"{value:,.0f}"
        return shown.replace("-", MINUS)
    return short_number(value)


def day_words(on: date, today: date) -> str:
    """A date without its weekday: 14 March, 14 March 2027."""
    return dateformat.format(on, "j F" if on.year == today.year else "j F Y")


def linked(href: str, inner: SafeString | str, label: str = "") -> SafeString:
    """A number that opens to what is behind it."""
    if label:
        return format_html('<a class="opens" href="{}" aria-label="{}">{}</a>', href, label, inner)
    return format_html('<a class="opens" href="{}">{}</a>', href, inner)


def _tidy(value: float) -> float:
    return int(value) if value == int(value) else round(value, 2)
