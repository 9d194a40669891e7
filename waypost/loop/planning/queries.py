from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import Prepared, Question
from waypost.loop.planning.domain import campaigns as campaigning
from waypost.loop.planning.domain.calendar import Filters
from waypost.loop.planning.domain.layout import Plan
from waypost.loop.planning.domain.plan import plan_of
from waypost.loop.planning.domain.preview import Preview, preview_of
from waypost.loop.planning.models import Blackout, Campaign, Idea, Quarter, Slot
from waypost.loop.strategy.queries import current_version


def quarters(access: Access) -> QuerySet[Quarter]:
    """Every quarter of the workspace, newest first."""
    return Quarter.objects.filter(workspace_id=access.workspace_id)


def slots(access: Access) -> QuerySet[Slot]:
    """The slots on the channels that this member may use; everything else about slots starts here."""
    found = Slot.objects.filter(workspace_id=access.workspace_id)
    return found.filter(channel__in=channels(access)) if access.limited else found


def ideas(access: Access) -> QuerySet[Idea]:
    """Every idea of the workspace, newest first."""
    return Idea.objects.filter(workspace_id=access.workspace_id)


def blackouts(access: Access) -> QuerySet[Blackout]:
    """Every run of days off of the workspace, earliest first."""
    return Blackout.objects.filter(workspace_id=access.workspace_id)


def campaigns(access: Access) -> QuerySet[Campaign]:
    """Every campaign of the workspace, the one that begins first on top."""
    return Campaign.objects.filter(workspace_id=access.workspace_id)


class CampaignName(NamedTuple):
    """A campaign as it is chosen by its name."""

    id: int
    name: str
    hue: int


def campaigns_to_choose(access: Access, chosen: int | None = None) -> list[CampaignName]:
    """The campaigns that have not ended, and a chosen one even if it has: for choosing one."""
    return [CampaignName(*row) for row in _TO_CHOOSE.rows(access, chosen=chosen)]


def _to_choose(access: Access, chosen: int | None) -> QuerySet[Any, Any]:
    going_on = ~Q(state=campaigning.State.ENDED)
    found = campaigns(access).filter(going_on if chosen is None else going_on | Q(pk=chosen))
    return found.values_list("pk", "name", "hue")


_TO_CHOOSE = Prepared(_to_choose, chosen=int)


def campaigns_going_on(access: Access) -> QuerySet[Campaign]:
    """The campaigns that have not ended."""
    return campaigns(access).exclude(state=campaigning.State.ENDED)


class CampaignDays(NamedTuple):
    """A campaign over the days of a calendar."""

    id: int
    name: str
    hue: int
    starts_on: date
    ends_on: date
    state: str


def campaigns_between(
    access: Access, first_on: date, last_on: date, chosen: int | None = None
) -> list[CampaignDays]:
    """The campaigns that share a day with this period, and a chosen one, the one that begins first on top."""
    rows = _BETWEEN.rows(access, first_on=first_on, last_on=last_on, chosen=chosen)
    return [CampaignDays(*row) for row in rows]


def _between(access: Access, first_on: date, last_on: date, chosen: int | None) -> QuerySet[Any, Any]:
    near = Q(starts_on__lte=last_on, ends_on__gte=first_on)
    found = campaigns(access).filter(near if chosen is None else near | Q(pk=chosen))
    return found.values_list("pk", "name", "hue", "starts_on", "ends_on", "state")


_BETWEEN = Prepared(_between, first_on=date, last_on=date, chosen=int)


def campaigns_with_slots(access: Access, after: datetime) -> QuerySet[Campaign]:
    """Every campaign, with how many slots belong to it (`slot_count`) and how many of these still come without a post
    (`waiting_count`)."""
    mine = slots(access).filter(campaign=OuterRef("pk"), dropped_at=None).order_by().values("campaign")
    waiting = mine.filter(taken_at=None, at__gt=after)
    return campaigns(access).annotate(
        slot_count=Coalesce(Subquery(mine.annotate(number=Count("pk")).values("number")), 0),
        waiting_count=Coalesce(Subquery(waiting.annotate(number=Count("pk")).values("number")), 0),
    )


def campaigns_over(before: date) -> QuerySet[Campaign]:
    """The running campaigns of every brand whose last day lies before `before`: for the sweep."""
    running = Campaign.objects.filter(state=campaigning.State.RUNNING, ends_on__lt=before)
    return running.select_related("workspace")


def fresh_ideas(access: Access) -> QuerySet[Idea]:
    """Ideas that wait: neither taken into a slot nor archived."""
    return ideas(access).filter(slot=None, archived_at=None).select_related("pillar")


def settled_ideas(access: Access) -> QuerySet[Idea]:
    """Ideas that were taken into a slot or archived, newest first."""
    settled = ideas(access).exclude(slot=None, archived_at=None)
    return settled.select_related("pillar", "slot__channel")


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
    campaign: str | None
    campaign_hue: int | None


def waiting_between(access: Access, first_on: date, last_on: date, filters: Filters) -> list[WaitingSlot]:
    """The slots on these days (both included) that no post has taken, in no order; in one query."""
    chosen = {
        "channel": filters.channel_id,
        "pillar": filters.pillar_id,
        "campaign": filters.campaign_id,
    }
    return [
        WaitingSlot._make(row) for row in _WAITING.raw(access, first_on=first_on, last_on=last_on, **chosen)
    ]


def _waiting(
    access: Access,
    first_on: date,
    last_on: date,
    channel: int | None,
    pillar: int | None,
    campaign: int | None,
) -> QuerySet[Any, Any]:
    found = slots_between(access, first_on, last_on).filter(taken_at=None).order_by()
    if channel is not None:
        found = found.filter(channel_id=channel)
    if pillar is not None:
        found = found.filter(pillar_id=pillar)
    if campaign is not None:
        found = found.filter(campaign_id=campaign)
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
        "campaign__name",
        "campaign__hue",
    )


_WAITING = Prepared(_waiting, first_on=date, last_on=date, channel=int, pillar=int, campaign=int)


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
    rows = open_slots(access, after).select_related(None)
    return [
        ComingSlot._make(row)
        for row in rows.values_list(
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
    ]


@dataclass(frozen=True)
class SlotCount:
    """A channel's slots in a quarter: all of them, with a post, still waiting, and those kept open for the day."""

    channel: str
    network: str
    total: int
    taken: int
    waiting: int
    reactive: int


def slot_counts(access: Access, quarter: Quarter) -> list[SlotCount]:
    """Count a quarter's slots by channel."""
    found = slots(access).filter(quarter=quarter, dropped_at=None).order_by("channel__name", "channel_id")
    counted = found.values("channel_id").annotate(
        total=Count("id"),
        taken=Count("id", filter=~Q(taken_at=None)),
        waiting=Count("id", filter=Q(taken_at=None)),
        reactive=Count("id", filter=Q(is_reactive=True)),
    )
    return [
        SlotCount(*row)
        for row in counted.values_list(
            "channel__name", "channel__network", "total", "taken", "waiting", "reactive"
        )
    ]


def slots_on(workspace_id: int, first_on: date, last_on: date) -> QuerySet[Slot]:
    """Every slot of the workspace on these days, dropped ones too, with its items: for laying out."""
    found = Slot.objects.filter(workspace_id=workspace_id, local_on__range=(first_on, last_on))
    return found.select_related("channel", "pillar", "persona", "goal", "funnel_stage")


def slots_after(workspace_id: int, moment: datetime) -> QuerySet[Slot]:
    """Every slot of the workspace after `moment`: for following its clock."""
    return Slot.objects.filter(workspace_id=workspace_id, at__gt=moment)


def quarter_covering(workspace_id: int, day: date) -> Quarter | None:
    """The open quarter that holds `day`, if there is one."""
    return overlapping(workspace_id, day, day).first()


def overlapping(workspace_id: int, first_on: date, last_on: date) -> QuerySet[Quarter]:
    """The open quarters that share a day with this period."""
    return Quarter.objects.filter(
        workspace_id=workspace_id, state=Quarter.State.OPEN, starts_on__lte=last_on, ends_on__gte=first_on
    )


def rolling_quarter(workspace_id: int) -> Quarter | None:
    """The weeks that roll on, where a workspace plans so."""
    return Quarter.objects.filter(
        workspace_id=workspace_id, kind=Quarter.Kind.ROLLING, state=Quarter.State.OPEN
    ).first()


def rolling_quarters(before: date) -> QuerySet[Quarter]:
    """Every open rolling quarter that ends before `before`, of any workspace: for the sweep."""
    return Quarter.objects.filter(
        kind=Quarter.Kind.ROLLING, state=Quarter.State.OPEN, ends_on__lt=before
    ).select_related("workspace")


def days_off(workspace_id: int, first_on: date, last_on: date) -> dict[date, str]:
    """The days off within a period (both ends included), each with its reason."""
    found = _OFF.ask(workspace=workspace_id, first=first_on, last=last_on)
    return {day: run.reason for run in found for day in run.days if first_on <= day <= last_on}


_OFF = Question(
    lambda workspace, first, last: Blackout.objects.filter(
        workspace_id=workspace, starts_on__lte=last, ends_on__gte=first
    ),
    workspace=int,
    first=date,
    last=date,
)


def plan(workspace: Workspace) -> Plan | None:
    """What the current strategy wants from the channels that are connected; None without a current strategy."""
    version = current_version(workspace.pk)
    return (
        None
        if version is None
        else plan_of(version.strategy, channel_names(workspace.pk), workspace.timezone)
    )


def preview(workspace: Workspace, first_on: date, last_on: date, off: Collection[date]) -> Preview | None:
    """What opening these days (both included) would lay out; None without a current strategy."""
    version = current_version(workspace.pk)
    if version is None:
        return None
    known = {*off, *days_off(workspace.pk, first_on, last_on)}
    return preview_of(
        version.strategy, channel_names(workspace.pk), workspace.timezone, first_on, last_on, known
    )


def channel_names(workspace_id: int) -> dict[str, str]:
    """The names of the workspace's channels, by key."""
    return dict(Channel.objects.filter(workspace_id=workspace_id).values_list("key", "name"))
