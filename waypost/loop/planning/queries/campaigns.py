from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.planning.domain import campaigns as campaigning
from waypost.loop.planning.models import Campaign
from waypost.loop.planning.queries.slots import slots


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


class CampaignWish(NamedTuple):
    """How many slots a campaign wants in all, and how many it has before and after a period; `goal` is a key."""

    key: str
    name: str
    goal: str | None
    starts_on: date
    ends_on: date
    wants: int
    before: int
    after: int


def campaigns_wanting(workspace_id: int, first_on: date, last_on: date) -> list[CampaignWish]:
    """The campaigns that share a day with this period, want slots and have not ended: for laying out."""
    near = Q(starts_on__lte=last_on, ends_on__gte=first_on, slots_wanted__gt=0)
    stands = Q(slots__dropped_at=None)
    rows = Campaign.objects.filter(near, workspace_id=workspace_id).exclude(state=campaigning.State.ENDED)
    counted = rows.annotate(
        before=Count("slots", filter=stands & Q(slots__local_on__lt=first_on)),
        after=Count("slots", filter=stands & Q(slots__local_on__gt=last_on)),
    )
    fields = ("key", "name", "goal__key", "starts_on", "ends_on", "slots_wanted", "before", "after")
    return [CampaignWish(*row) for row in counted.values_list(*fields)]


def campaigns_over(before: date) -> QuerySet[Campaign]:
    """The running campaigns of every brand whose last day lies before `before`: for the sweep."""
    running = Campaign.objects.filter(state=campaigning.State.RUNNING, ends_on__lt=before)
    return running.select_related("workspace")
