import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Question
from waypost.loop.planning.domain import capacity as making
from waypost.loop.planning.domain.capacity import Capacity, Unit
from waypost.loop.planning.models import Absence, Hands, WorkingWeek


def absences(access: Access) -> QuerySet[Absence]:
    """Every absence that was noted, earliest first."""
    return Absence.objects.filter(workspace_id=access.workspace_id)


def working_week(workspace_id: int) -> WorkingWeek | None:
    """How the brand counts what it can make; None where nobody said."""
    return WorkingWeek.objects.filter(workspace_id=workspace_id).first()


def amounts(workspace_id: int) -> dict[int, int]:
    """What each member can make in a week, by the member's id."""
    return dict(Hands.objects.filter(workspace_id=workspace_id).values_list("member_id", "amount"))


def capacity(workspace_id: int, first_on: date, last_on: date) -> Capacity:
    """What the brand can make on these days (both included); nothing is known where nobody has hours. Two questions."""
    week, people = Capacity(), dict[int, tuple[str, int, set[str]]]()
    for row in _PEOPLE.ask(workspace=workspace_id):
        member, name, email, amount, limited, channel, unit, usual, efforts = row
        week = Capacity(Unit(unit), efforts=_efforts(efforts), usual=usual)
        channels = people.setdefault(member, (name or email, amount, set()))[2]
        if limited:
            channels.add(channel or "")
    away = _away(workspace_id, first_on, last_on) if people else {}
    hands = tuple(
        making.Hands(name, amount, frozenset(channels), frozenset(away.get(member, ())))
        for member, (name, amount, channels) in people.items()
    )
    return replace(week, hands=hands)


_WEEK = WorkingWeek.objects.filter(workspace=OuterRef("workspace"))
_PEOPLE: Question[tuple[Any, ...]] = Question(
    lambda workspace: (
        Hands.objects.filter(workspace_id=workspace, amount__gt=0)
        .order_by("pk")
        .annotate(
            unit=Subquery(_WEEK.values("unit")),
            usual=Subquery(_WEEK.values("usual")),
            efforts=Subquery(_WEEK.values("efforts")),
        )
        .values_list(
            "member_id",
            "member__person__name",
            "member__person__email",
            "amount",
            "member__limited",
            "member__channel_accesses__channel__key",
            "unit",
            "usual",
            "efforts",
        )
    ),
    workspace=int,
)


def _efforts(found: Any) -> dict[str, int]:
    """A database that keeps JSON as words gives words here."""
    efforts: dict[str, int] = json.loads(found) if isinstance(found, str) else found
    return efforts


def _away(workspace_id: int, first_on: date, last_on: date) -> dict[int, set[date]]:
    rows = Absence.objects.filter(
        workspace_id=workspace_id, starts_on__lte=last_on, ends_on__gte=first_on
    ).order_by()
    away: dict[int, set[date]] = defaultdict(set)
    for member, starts_on, ends_on in rows.values_list("member_id", "starts_on", "ends_on"):
        away[member].update(_days(max(starts_on, first_on), min(ends_on, last_on)))
    return away


def _days(first_on: date, last_on: date) -> Iterable[date]:
    return (first_on + timedelta(days=number) for number in range((last_on - first_on).days + 1))
