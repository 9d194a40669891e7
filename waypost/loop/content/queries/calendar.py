"""Posts with a time as the calendar wants them: one query, one row per post and channel."""

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.db.models.functions import Substr

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.content.models import Post
from waypost.loop.content.queries.posts import posts
from waypost.loop.planning.domain.calendar import PLACES, Filters, aimed
from waypost.toolkit import clock

SHOWN = 80
"""Characters of a text that a slip shows at most."""

LONG_PAST = timedelta(days=2)
"""A day of the wall, in whatever zone, begins and ends less than this from its midnight in UTC."""


class CalendarRow(NamedTuple):
    """One post on one channel (or on none yet), at its time on the wall; `at` as the database gives it."""

    post_id: int
    at: datetime
    on: date
    time: time
    title: str
    opening: str
    state: str
    pillar: str | None
    hue: int | None
    campaign: str | None
    campaign_hue: int | None
    stage: str | None
    channel_id: int | None
    channel: str | None
    network: str | None

    @property
    def words(self) -> str:
        """The title, or the beginning of the text."""
        return self.title or self.opening.strip() or "Untitled post"


def planned_between(access: Access, first_on: date, last_on: date, filters: Filters) -> list[CalendarRow]:
    """The posts on these days of the wall (both included), with each of their channels.

    An approved post whose time is long past is told by what became of it, which a later stage shows in its place.
    """
    after, before = clock.around(first_on, last_on)
    rows = _ROWS.raw(
        access,
        first_on=first_on,
        last_on=last_on,
        after=after,
        before=before,
        long_past=clock.now() - LONG_PAST,
        **filters.places,
    )
    return [CalendarRow._make(row) for row in rows]


def _rows(
    access: Access,
    first_on: date,
    last_on: date,
    after: datetime,
    before: datetime,
    long_past: datetime,
    channel: int | None,
    **aims: int | str | None,
) -> QuerySet[Any, Any]:
    """The moments say nothing that the days do not; with them, the database finds the posts by their time."""
    told_later = Q(state=Post.State.APPROVED, planned_at__lt=long_past)
    near = posts(access).filter(planned_at__gt=after, planned_at__lt=before)
    found = near.filter(planned_on__gte=first_on, planned_on__lte=last_on, archived_at=None).exclude(
        told_later
    )
    found = found.filter(**aimed(aims))
    if channel is not None:
        found = found.filter(variants__channel_id=channel)
    return found.order_by().values_list(
        "id",
        "planned_at",
        "planned_on",
        "planned_time",
        "title",
        Substr("body", 1, SHOWN),
        "state",
        "pillar__label",
        "pillar__hue",
        "campaign__name",
        "campaign__hue",
        "funnel_stage__key",
        "variants__channel_id",
        "variants__channel__name",
        "variants__channel__network",
    )


_ROWS = Prepared(
    _rows,
    first_on=date,
    last_on=date,
    after=datetime,
    before=datetime,
    long_past=datetime,
    **PLACES,
)
