"""Posts with a time as the calendar wants them: one query, one row per post and channel."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.db.models.functions import Substr

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.content.models import Post
from waypost.loop.content.queries.posts import posts
from waypost.loop.planning.domain.calendar import Filters
from waypost.toolkit import clock

SHOWN = 80
"""Characters of a text that a slip shows at most."""

LONG_PAST = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One post on one channel (or on none yet), at its time on the wall."""

    post_id: int
    at: datetime
    on: date
    time: time
    title: str
    opening: str
    state: str
    pillar: str | None
    hue: int | None
    channel_id: int | None
    channel: str | None
    network: str | None

    @property
    def words(self) -> str:
        """The title, or the beginning of the text's first line."""
        return self.title or self.opening.strip().split("\n", 1)[0] or "Untitled post"


def planned_between(access: Access, first_on: date, last_on: date, filters: Filters) -> list[CalendarRow]:
    """The posts on these days of the wall (both included), with each of their channels.

    An approved post whose time is long past is told by what became of it, which a later stage shows in its place.
    """
    long_past = Q(state=Post.State.APPROVED, planned_at__lt=clock.now() - LONG_PAST)
    found = posts(access).filter(planned_on__range=(first_on, last_on), archived_at=None).exclude(long_past)
    if filters.pillar_id is not None:
        found = found.filter(pillar_id=filters.pillar_id)
    if filters.channel_id is not None:
        found = found.filter(variants__channel_id=filters.channel_id)
    rows = found.order_by("planned_at", "id", "variants__channel__name").values_list(
        "id",
        "planned_at",
        "planned_on",
        "planned_time",
        "title",
        Substr("body", 1, SHOWN),
        "state",
        "pillar__label",
        "pillar__hue",
        "variants__channel_id",
        "variants__channel__name",
        "variants__channel__network",
    )
    return [CalendarRow(*row) for row in rows]
