from datetime import date
from typing import Any, NamedTuple

from django.db.models import DateField, QuerySet, Value
from django.db.models.functions import Concat

from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import Question
from waypost.loop.planning.domain.calendar import Period
from waypost.loop.planning.domain.holidays import holidays_between
from waypost.loop.planning.domain.quarter_plan import KeyDay
from waypost.loop.planning.models import Blackout, HolidayCalendar, Quarter


def holiday_calendar(workspace_id: int) -> HolidayCalendar | None:
    """Whose holidays the brand sees; None where nobody chose a country."""
    return _CALENDAR.first(workspace=workspace_id)


_CALENDAR = Question(lambda workspace: HolidayCalendar.objects.filter(workspace_id=workspace), workspace=int)


def holidays(workspace: Workspace, first_on: date, last_on: date) -> dict[date, str]:
    """The public holidays on these days (both included), where the brand chose whose. One question."""
    calendar = holiday_calendar(workspace.pk)
    if calendar is None:
        return {}
    return holidays_between(calendar.country, calendar.region, first_on, last_on, workspace.locale)


class FreeDays(NamedTuple):
    """Days off and public holidays, each with its name."""

    off: dict[date, str]
    holidays: dict[date, str]


def free_days(workspace: Workspace, first_on: date, last_on: date) -> FreeDays:
    """The days off and the public holidays on these days (both included), in one question: for every calendar."""
    found = _FREE.raw(workspace=workspace.pk, first=first_on, last=last_on)
    days = Period(first_on, last_on).days
    free = FreeDays({}, {})
    for starts_on, ends_on, words, is_calendar in found:
        if is_calendar:
            country, _dash, region = words.partition("-")
            free.holidays.update(holidays_between(country, region, first_on, last_on, workspace.locale))
        else:
            first, last = _as_date(starts_on), _as_date(ends_on)
            free.off.update((day, words) for day in days if first <= day <= last)
    return free


def _free(workspace: int, first: date, last: date) -> QuerySet[Any, Any]:
    """Days off with a zero at their end, and the calendar of holidays with a one."""
    off = Blackout.objects.filter(workspace_id=workspace, starts_on__lte=last, ends_on__gte=first)
    calendar = HolidayCalendar.objects.filter(workspace_id=workspace)
    days = (Value(day, output_field=DateField()) for day in (first, last))
    return (
        off.order_by()
        .values_list("starts_on", "ends_on", "reason", Value(0))
        .union(calendar.values_list(*days, Concat("country", Value("-"), "region"), Value(1)), all=True)
    )


_FREE = Question(_free, workspace=int, first=date, last=date)


def _as_date(value: date | str) -> date:
    """SQLite gives the dates of such a union as they are kept."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def key_days(workspace_id: int, first_on: date, last_on: date) -> list[KeyDay]:
    """The launches and other days that matter of every plan on these days (both included), in order. One question."""
    plans = _PLANS.ask(workspace=workspace_id, first=first_on, last=last_on)
    days = [day for quarter in plans for day in quarter.plan.days]
    return sorted(
        (day for day in days if day.on <= last_on and day.last_on >= first_on),
        key=lambda day: (day.on, day.name),
    )


_PLANS = Question(
    lambda workspace, first, last: Quarter.objects.filter(
        workspace_id=workspace, starts_on__lte=last, ends_on__gte=first
    ).order_by("starts_on"),
    workspace=int,
    first=date,
    last=date,
)
