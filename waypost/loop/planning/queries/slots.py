from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db.models import QuerySet

from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.planning.domain.calendar import PLACES, Filters, aimed
from waypost.loop.planning.models import Quarter, Slot


def slots(access: Access) -> QuerySet[Slot]:
    """The slots on the channels that this member may use; everything else about slots starts here."""
    found = Slot.objects.filter(workspace_id=access.workspace_id)
    return found.filter(channel__in=channels(access)) if access.limited else found


def open_slots(access: Access, after: datetime) -> QuerySet[Slot]:
    """Slots after `after` that wait for a post, earliest first, with channel, pillar and brief."""
    waiting = slots(access).filter(taken_at=None, dropped_at=None, at__gt=after)
    return waiting.select_related("channel", "pillar", "brief").order_by("at", "id")


def next_open_slots(access: Access, after: datetime, limit: int = 7) -> QuerySet[Slot]:
    """The next `limit` slots that wait for a post."""
    return open_slots(access, after)[:limit]


def slots_between(access: Access, first_on: date, last_on: date) -> QuerySet[Slot]:
    """The slots on these days (both included) that nobody dropped."""
    return slots(access).filter(local_on__range=(first_on, last_on), dropped_at=None)


class WaitingSlot(NamedTuple):
    """A slot without a post as the calendar wants it; `at` as the database gives it (see `prepared.moment`)."""

    id: int
    at: datetime
    local_on: date
    local_time: time
    channel_id: int
    channel: str
    network: str
    pillar: str | None
    hue: int | None
    brief: str | None
    format: str
    campaign: str | None
    campaign_hue: int | None
    stage: str | None


def waiting_between(access: Access, first_on: date, last_on: date, filters: Filters) -> list[WaitingSlot]:
    """The slots on these days (both included) that no post has taken, in no order; in one query."""
    rows = _WAITING.raw(access, first_on=first_on, last_on=last_on, **filters.places)
    return [WaitingSlot._make(row) for row in rows]


def _waiting(
    access: Access, first_on: date, last_on: date, channel: int | None, **aims: int | str | None
) -> QuerySet[Any, Any]:
    found = slots_between(access, first_on, last_on).filter(taken_at=None, **aimed(aims)).order_by()
    if channel is not None:
        found = found.filter(channel_id=channel)
    return found.values_list(
        "id",
        "at",
        "local_on",
        "local_time",
        "channel_id",
        "channel__name",
        "channel__network",
        "pillar__label",
        "pillar__hue",
        "brief__title",
        "format",
        "campaign__name",
        "campaign__hue",
        "funnel_stage__key",
    )


_WAITING = Prepared(_waiting, first_on=date, last_on=date, **PLACES)


class ComingSlot(NamedTuple):
    """A slot that waits for a post, as a new strategy wants to know it."""

    id: int
    at: datetime
    channel: str
    pillar_key: str | None
    pillar: str | None
    brief_id: int | None
    brief: str | None
    owner_id: int | None
    kept_at: datetime | None
    quarter_state: str | None

    @property
    def is_briefed(self) -> bool:
        return self.brief_id is not None

    @property
    def may_follow(self) -> bool:
        """Whether a new layout may move it: nobody decided anything about it, and its quarter is open."""
        return self.kept_at is None and self.quarter_state == Quarter.State.OPEN


def coming_slots(access: Access, after: datetime) -> list[ComingSlot]:
    """The slots after `after` that wait for a post, earliest first."""
    return [ComingSlot._make(row) for row in _COMING.rows(access, after=after)]


def _coming(access: Access, after: datetime) -> QuerySet[Any, Any]:
    return (
        open_slots(access, after)
        .select_related(None)
        .values_list(
            "id",
            "at",
            "channel__name",
            "pillar__key",
            "pillar__label",
            "brief__id",
            "brief__title",
            "brief__owner_id",
            "kept_at",
            "quarter__state",
        )
    )


_COMING = Prepared(_coming, after=datetime)


def slots_on(workspace_id: int, first_on: date, last_on: date) -> QuerySet[Slot]:
    """Every slot of the workspace on these days, dropped ones too, with its items: for laying out."""
    found = Slot.objects.filter(workspace_id=workspace_id, local_on__range=(first_on, last_on))
    return found.select_related("channel", "pillar", "persona", "goal", "funnel_stage")


def slots_after(workspace_id: int, moment: datetime) -> QuerySet[Slot]:
    """Every slot of the workspace after `moment`: for following its clock."""
    return Slot.objects.filter(workspace_id=workspace_id, at__gt=moment)
