"""Publications as the calendar wants them: one query, whatever the period holds."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf, Substr

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.content.models import Post
from waypost.loop.planning.domain.calendar import PLACES, Filters, Period, aimed
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.queries import publications
from waypost.loop.publishing.queries.listing import SHOWN


class CalendarRow(NamedTuple):
    """One publication as the calendar wants it; `due_at` as the database gives it (see `prepared.moment`)."""

    due_at: datetime
    id: int
    post_id: int
    opening: str
    state: str
    pillar: str | None
    hue: int | None
    campaign: str | None
    campaign_hue: int | None
    stage: str | None
    channel_id: int
    channel: str
    network: str


def on_the_calendar(access: Access, period: Period, zone: str, filters: Filters) -> list[CalendarRow]:
    """The publications that are due in a period, or whose post is planned in it, in no order; in one query."""
    first, last = period.moments(zone)
    rows = _ROWS.raw(access, first=first, last=last, **filters.places)
    return [CalendarRow._make(row) for row in rows]


def _rows(
    access: Access,
    first: datetime,
    last: datetime,
    channel: int | None,
    **aims: int | str | None,
) -> QuerySet[Any, Any]:
    """Unordered: to give an order, SQLite would walk through every publication there ever was."""
    here = Q(due_at__gte=first, due_at__lt=last) | Q(planned_at__gte=first, planned_at__lt=last)
    found = publications(access).filter(here, post__kind=Post.Kind.POST, head=None)
    found = found.exclude(state=State.CANCELLED, given_up=False).order_by()
    found = found.filter(**aimed(aims, before="post__"))
    if channel is not None:
        found = found.filter(channel_id=channel)
    return found.values_list(
        "due_at",
        "id",
        "post_id",
        Coalesce(NullIf("post__title", Value("")), Substr("text", 1, SHOWN)),
        "state",
        "post__pillar__label",
        "post__pillar__hue",
        "post__campaign__name",
        "post__campaign__hue",
        "post__funnel_stage__key",
        "channel_id",
        "channel__name",
        "channel__network",
    )


_ROWS = Prepared(_rows, first=datetime, last=datetime, **PLACES)
