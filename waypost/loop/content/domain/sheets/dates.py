"""Days and times as tables write them."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from enum import StrEnum

from dateutil import parser

from waypost.toolkit import clock

_NUMBERS = re.compile(r"^\s*(\d{1,4})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,4})\.?(?=[\sT,]|$)[\sT,]*(.*)$")
_TIME = re.compile(
    r"^(\d{1,2})(?:[:.h](\d{2}))?(?:[:.](\d{2})(?:\.\d+)?)?\s*([ap])?\.?\s*(?:m\.?)?$", re.IGNORECASE
)
_ZONED = re.compile(
    r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})$", re.IGNORECASE
)

_DEFAULTS = (
    datetime.combine(date(2004, 2, 29), time(1, 1)),
    datetime.combine(date(2005, 3, 30), time(2, 2)),
)
"""What would be filled in for what a cell does not say: two that differ in everything show whether it was."""
_FIRST_YEAR, _LAST_YEAR = 1990, 2200
"""Nobody plans a post outside of these years."""


class Order(StrEnum):
    """In which order a table writes day, month and year."""

    YEAR_FIRST = "ymd"
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


WRITTEN = {
    Order.DAY_FIRST: "%d/%m/%Y",
    Order.MONTH_FIRST: "%m/%d/%Y",
    Order.YEAR_FIRST: "%Y-%m-%d",
}
"""A day in each order."""


class NotAMoment(ValueError):
    """What a cell says is no day or no time."""


def orders(cells: Iterable[str]) -> set[Order]:
    """The orders in which every one of these cells is a day; two of them mean that a person must say."""
    possible = set(Order)
    for cell in cells:
        match = _NUMBERS.match(cell)
        if match is None:
            continue
        first, second, third = match[1], match[2], match[3]
        possible &= {Order.YEAR_FIRST} if len(first) == 4 else {Order.DAY_FIRST, Order.MONTH_FIRST}
        if len(first) < 4 and int(first) > 12:
            possible -= {Order.MONTH_FIRST}
        if len(first) < 4 and int(second) > 12:
            possible -= {Order.DAY_FIRST}
        if len(first) < 4 and len(third) not in (2, 4):
            return set()
    return possible


def moment_of(cell: str, order: Order, zone: str) -> datetime:
    """What the wall clock in `zone` shows, naive. Raises NotAMoment. A cell with an offset is converted."""
    cell = cell.strip()
    if _ZONED.match(cell):
        return _converted(cell, zone)
    match = _NUMBERS.match(cell)
    if match is not None:
        on = _day(match[1], match[2], match[3], order)
        if not match[4]:
            raise NotAMoment("has a day but no time")
        return datetime.combine(on, time_of(match[4]))
    on, at = _in_letters(cell, zone, day_first=order == Order.DAY_FIRST)
    if at is None:
        raise NotAMoment("has a day but no time")
    return datetime.combine(on, at)


def day_of(cell: str, order: Order) -> date:
    """The day that a cell says. Raises NotAMoment."""
    match = _NUMBERS.match(cell.strip())
    if match is not None:
        return _day(match[1], match[2], match[3], order)
    return _in_letters(cell, "UTC", day_first=order == Order.DAY_FIRST)[0]


def time_of(cell: str) -> time:
    """The time that a cell says, with or without seconds, of 24 hours or twice 12. Raises NotAMoment."""
    match = _TIME.match(cell.strip())
    if match is None or (match[2] is None and match[4] is None):
        raise NotAMoment("is not a time")
    hour, half = int(match[1]), (match[4] or "").lower()
    if half and not 1 <= hour <= 12:
        raise NotAMoment("is not a time")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(match[2] or 0))
    except ValueError as error:
        raise NotAMoment("is not a time") from error


def _day(first: str, second: str, third: str, order: Order) -> date:
    if len(first) == 4:
        year, month, day = first, second, third
    elif order == Order.MONTH_FIRST:
        month, day, year = first, second, third
    else:
        day, month, year = first, second, third
    try:
        found = date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError as error:
        raise NotAMoment("is not a day of the calendar") from error
    return _likely(found)


def _likely(on: date) -> date:
    if not _FIRST_YEAR <= on.year <= _LAST_YEAR:
        raise NotAMoment("is not a day of the calendar")
    return on


def _converted(cell: str, zone: str) -> datetime:
    try:
        moment = datetime.fromisoformat(cell.upper().replace("Z", "+00:00"))
    except ValueError as error:
        raise NotAMoment("is not a day of the calendar") from error
    return _on_the_wall(moment, zone)


def _on_the_wall(moment: datetime, zone: str) -> datetime:
    _likely(moment.date())
    try:
        return clock.to_local(moment, zone)
    except ValueError as error:
        raise NotAMoment("is further from UTC than any clock") from error


def _in_letters(cell: str, zone: str, *, day_first: bool) -> tuple[date, time | None]:
    """A day whose month is written out, and its time if there is one; nothing is filled in for what is missing."""
    if not re.search(r"[^\W\d_]{3,}", cell):
        raise NotAMoment("is not a day of the calendar")
    is_zoned = re.search(r"\d\s*[+-]\d{2}:?\d{2}$", cell) is not None
    try:
        one, other = (
            parser.parse(cell, default=default, dayfirst=day_first, ignoretz=not is_zoned)
            for default in _DEFAULTS
        )
    except (ValueError, OverflowError) as error:
        raise NotAMoment("is not a day of the calendar") from error
    if one.date() != other.date():
        raise NotAMoment("does not say day, month and year")
    on = _likely(one.date())
    if one.time() != other.time():
        return on, None
    local = _on_the_wall(one, zone) if one.tzinfo is not None else one
    return local.date(), local.time().replace(second=0, microsecond=0)
