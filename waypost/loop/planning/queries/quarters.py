import json
from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.planning.domain.layout import Plan
from waypost.loop.planning.domain.plan import plan_of
from waypost.loop.planning.domain.preview import Preview, preview_of
from waypost.loop.planning.models import Quarter, QuarterChange, QuarterReview
from waypost.loop.planning.queries.days_off import days_off
from waypost.loop.strategy.domain.read import strategy_in
from waypost.loop.strategy.domain.suggestion import SUGGESTION
from waypost.loop.strategy.models import Proposal, StrategyVersion
from waypost.loop.strategy.queries import current_version, proposals
from waypost.toolkit import clock

QUARTER_LOOKED_AT = "quarter"
"""What the plan of a quarter is called where a change of the strategy is suggested from it."""


def quarters(access: Access) -> QuerySet[Quarter]:
    """Every quarter of the workspace, newest first."""
    return Quarter.objects.filter(workspace_id=access.workspace_id)


def quarter_covering(workspace_id: int, day: date) -> Quarter | None:
    """The open quarter that holds `day`, if there is one."""
    return overlapping(workspace_id, day, day).first()


def overlapping(workspace_id: int, first_on: date, last_on: date) -> QuerySet[Quarter]:
    """The open quarters that share a day with this period."""
    return Quarter.objects.filter(
        workspace_id=workspace_id, state=Quarter.State.OPEN, starts_on__lte=last_on, ends_on__gte=first_on
    )


def standing_between(workspace_id: int, first_on: date, last_on: date) -> QuerySet[Quarter]:
    """The open and the drafted quarters that share a day with this period."""
    return Quarter.objects.filter(
        workspace_id=workspace_id, starts_on__lte=last_on, ends_on__gte=first_on
    ).exclude(state=Quarter.State.CLOSED)


def quarter_before(workspace_id: int, day: date) -> Quarter | None:
    """The last quarter that was opened and began before `day`; weeks that roll on have no end to look back on."""
    return (
        Quarter.objects.filter(workspace_id=workspace_id, kind=Quarter.Kind.QUARTER, starts_on__lt=day)
        .exclude(state=Quarter.State.DRAFT)
        .order_by("-ends_on")
        .first()
    )


def quarter_with_before(access: Access, quarter_id: int) -> tuple[Quarter | None, Quarter | None]:
    """A quarter and, as `quarter_before` finds it, the one before; asked together, for a brand has few."""
    opened = Q(kind=Quarter.Kind.QUARTER) & ~Q(state=Quarter.State.DRAFT)
    rows = list(quarters(access).filter(Q(pk=quarter_id) | opened).order_by("-ends_on"))
    found = next((row for row in rows if row.pk == quarter_id), None)
    if found is None:
        return None, None
    earlier = (row for row in rows if row.pk != quarter_id and row.starts_on < found.starts_on)
    return found, next(earlier, None)


def quarter_reviews(access: Access) -> QuerySet[QuarterReview]:
    """Every review of a drafted quarter that somebody was asked for, the newest first."""
    return QuarterReview.objects.filter(workspace_id=access.workspace_id).select_related("quarter")


def changes_of(access: Access, quarter: Quarter) -> QuerySet[QuarterChange]:
    """What changed about a quarter's plan since it was opened, the latest first."""
    return QuarterChange.objects.filter(workspace_id=access.workspace_id, quarter=quarter)


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


def last_quarters(before: date) -> QuerySet[Quarter]:
    """Every open quarter of any workspace that ends before `before` and after which nothing is open or drafted: for the
    sweep."""
    planned = Quarter.objects.exclude(state=Quarter.State.CLOSED)
    later = planned.filter(workspace=OuterRef("workspace"), ends_on__gt=OuterRef("ends_on"))
    ending = planned.filter(kind=Quarter.Kind.QUARTER, state=Quarter.State.OPEN, ends_on__lt=before)
    return ending.exclude(Exists(later)).select_related("workspace")


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
    return preview_by(version, workspace, first_on, last_on, known)


def preview_by(
    version: StrategyVersion, workspace: Workspace, first_on: date, last_on: date, off: Collection[date]
) -> Preview:
    """The same for who has read the version and the days off already. One question."""
    names = tuple(channel_names(workspace.pk).items())
    now = clock.to_local(clock.now(), workspace.timezone).replace(second=0, microsecond=0)
    # What is over today cannot be laid out any more: the number that is promised is the number that is made.
    begun = now if first_on <= now.date() else None
    first_on = max(first_on, now.date()) if begun else first_on
    return _laid_out(
        json.dumps(version.document), names, workspace.timezone, first_on, last_on, frozenset(off), begun
    )


@lru_cache(maxsize=64)
def _laid_out(
    document: str,
    names: tuple[tuple[str, str], ...],
    zone: str,
    first_on: date,
    last_on: date,
    off: frozenset[date],
    not_before: datetime | None,
) -> Preview:
    """Laying a quarter out takes as long as the rest of a page, and the same words always give the same slots."""
    return preview_of(strategy_in(document), dict(names), zone, first_on, last_on, off, not_before)


def channel_names(workspace_id: int) -> dict[str, str]:
    """The names of the workspace's channels, by key."""
    return dict(Channel.objects.filter(workspace_id=workspace_id).values_list("key", "name"))


def suggested_from(access: Access, quarter: Quarter) -> QuerySet[Proposal]:
    """What people suggested to change in the strategy when they looked at a quarter, in their order."""
    asked = f" · {QUARTER_LOOKED_AT} {quarter.pk} · "
    return proposals(access).filter(kind=SUGGESTION, subject__contains=asked).order_by("pk")
