"""What several brands' plans ask of a person, for their week: one query each, however many brands."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Among
from waypost.loop.planning.domain.layout import EVERGREEN
from waypost.loop.planning.models import Brief, Slot

MOST = 200
"""Of each kind, in one week: nobody does more by themselves."""


class Gap(NamedTuple):
    """A slot that waits for a new post which nobody was asked for."""

    slot_id: int
    workspace_id: int
    local_on: date
    local_time: time
    channel: str
    pillar: str | None
    hue: int | None
    brief: str | None


def gaps_across(accesses: Collection[Access], after: datetime, last_on: date) -> list[Gap]:
    """What nobody was asked for until a day, earliest first."""
    whole = [access.workspace_id for access in accesses if not access.limited]
    members = [access.member_id or 0 for access in accesses if access.limited]
    rows = _GAPS.ask(whole=whole, members=members, after=after, last_on=last_on)
    return [Gap._make(row) for row in rows]


def _gaps(after: datetime, last_on: date, whole: Sequence[int], members: Sequence[int]) -> QuerySet[Any, Any]:
    """Of a brand all of it, or what is on the channels of a member who works on some only."""
    seen = Q(workspace_id__in=whole)
    if members:
        seen |= Q(channel__accesses__member_id__in=members)
    waiting = Slot.objects.filter(seen, taken_at=None, dropped_at=None, at__gt=after)
    unasked = waiting.exclude(format=EVERGREEN).filter(local_on__lte=last_on, brief__handed_at=None)
    said = ("id", "workspace_id", "local_on", "local_time", "channel__name", "pillar__label", "pillar__hue")
    return unasked.order_by("at", "id").values_list(*said, "brief__title")[:MOST]


class BriefBehind(NamedTuple):
    """The brief that a task asks for, with when its post goes out; once for each of its check-points."""

    writing_id: int | None
    approving_id: int | None
    checkpoint_id: int | None
    local_on: date
    local_time: time
    hue: int | None

    @property
    def local(self) -> datetime:
        """What the wall shows, naive."""
        return datetime.combine(self.local_on, self.local_time)


def briefs_behind(task_ids: Collection[int]) -> list[BriefBehind]:
    """The briefs that these tasks ask for: for a person's own tasks."""
    return [BriefBehind._make(row) for row in _BEHIND.ask(tasks=task_ids)]


def _behind(tasks: Sequence[int]) -> QuerySet[Any, Any]:
    asked = Q(writing_id__in=tasks) | Q(approving_id__in=tasks) | Q(checkpoints__task_id__in=tasks)
    found = Brief.objects.filter(asked)
    said = (
        "writing_id",
        "approving_id",
        "checkpoints__task_id",
        "slot__local_on",
        "slot__local_time",
        "slot__pillar__hue",
    )
    return found.order_by().values_list(*said)


_GAPS = Among(_gaps, "whole", "members", after=datetime, last_on=date)
_BEHIND = Among(_behind, "tasks")
