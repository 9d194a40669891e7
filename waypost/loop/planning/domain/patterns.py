"""The rules that people choose by name, and how a rule is said in words."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from waypost.loop.planning.domain.recurrence import ends_on, in_parts
from waypost.toolkit.wording import _, count, listed

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
ORDER = {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), -1: _("last")}
UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
SHORTEST_MONTH = 28


class Pattern(StrEnum):
    """What people choose from; CUSTOM is a rule in their own hand."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY_ON_DAY = "monthly-on-day"
    MONTHLY_ON_WEEKDAY = "monthly-on-weekday"
    YEARLY = "yearly"
    CUSTOM = "custom"


def rule_of(pattern: Pattern, start: datetime, *, every: int = 1, days: Collection[str] = ()) -> str:
    """The rule of a pattern (not of CUSTOM) that begins at `start`; `days` are codes like TU, for weeks only.

    A day that some months do not have becomes their last one.
    """
    interval = f";INTERVAL={every}" if every > 1 else ""
    match pattern:
        case Pattern.DAILY:
            return f"FREQ=DAILY{interval}"
        case Pattern.WEEKLY:
            chosen = [code for code in CODES if code in days] or [CODES[start.weekday()]]
            return f"FREQ=WEEKLY{interval};BYDAY={','.join(chosen)}"
        case Pattern.MONTHLY_ON_DAY:
            return f"FREQ=MONTHLY{interval};{_days_of_month(start.day)}"
        case Pattern.MONTHLY_ON_WEEKDAY:
            return f"FREQ=MONTHLY{interval};BYDAY={_place(start)}{CODES[start.weekday()]}"
        case Pattern.YEARLY:
            return f"FREQ=YEARLY{interval};BYMONTH={start.month};{_days_of_month(start.day)}"
        case Pattern.CUSTOM:
            raise AssertionError("a custom rule is written, not made")


def in_words(rule: str, start: datetime) -> str:
    """A rule as people say it, with its end: "Every 2 weeks on Tuesday and Thursday, 10 times"."""
    parts = in_parts(rule)
    unit, every = UNITS[parts["FREQ"]], int(parts.get("INTERVAL", "1"))
    often = f"Every {unit}" if every == 1 else f"Every {every} {unit}s"
    where = _where({name: value for name, value in parts.items() if name not in _SAID_ELSEWHERE}, start)
    return f"{often}{where}{_end(rule, parts)}" if where is not None else f"By the rule {rule}"


_SAID_ELSEWHERE = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}


def _days_of_month(day: int) -> str:
    if day <= SHORTEST_MONTH:
        return f"BYMONTHDAY={day}"
    return f"BYMONTHDAY={','.join(map(str, range(SHORTEST_MONTH, day + 1)))};BYSETPOS=-1"


def _place(start: datetime) -> int:
    """Which one of its weekday in the month; a fifth is the last."""
    number = (start.day - 1) // 7 + 1
    return number if number in ORDER else -1


def _where(parts: dict[str, str], start: datetime) -> str | None:
    """On which days, in words; None for what only the rule itself can say."""
    names, days = set(parts), parts.get("BYDAY", "")
    if not names:
        return ""
    elif names == {"BYDAY"} and all(code in CODES for code in days.split(",")):
        return f" on {listed([DAYS[CODES.index(code)] for code in days.split(',')])}"
    elif names == {"BYDAY"} and days[-2:] in CODES and days[:-2] in {str(number) for number in ORDER}:
        return f" on the {ORDER[int(days[:-2])]} {DAYS[CODES.index(days[-2:])]}"
    elif names in ({"BYMONTHDAY"}, {"BYMONTHDAY", "BYSETPOS"}) and _is_of(parts, start):
        return f" on the {_ordinal(start.day)}{_or_last(start)}"
    elif "BYMONTH" in names and _is_of(parts, start) and parts["BYMONTH"] == str(start.month):
        return f" on {start.day} {start:%B}"
    else:
        return None


def _is_of(parts: dict[str, str], start: datetime) -> bool:
    on = {name: value for name, value in parts.items() if name != "BYMONTH"}
    return ";".join(f"{name}={value}" for name, value in on.items()) == _days_of_month(start.day)


def _or_last(start: datetime) -> str:
    return ", or the last day of a shorter month" if start.day > SHORTEST_MONTH else ""


def _ordinal(number: int) -> str:
    ending = "th" if number in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _end(rule: str, parts: dict[str, str]) -> str:
    last = ends_on(rule)
    if last is not None:
        return f", until {last.day} {last:%B %Y}"
    return f", {count(int(parts['COUNT']), 'time', 'times')}" if "COUNT" in parts else ""
