"""Publications as the calendar wants them: one query, whatever the period holds."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, Value
from django.db.models.functions import Coalesce, NullIf, Substr

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.content.models import Post
from waypost.loop.planning.domain.calendar import Filters, Period
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.queries import publications
from waypost.loop.publishing.queries.listing import SHOWN, first_line


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One publication as the calendar wants it."""

    id: int
    post_id: int
    at: datetime
    opening: str
    state: State
    pillar: str | None
    hue: int | None
    channel_id: int
    channel: str
    network: str

    @property
    def words(self) -> str:
        """The beginning of the first line."""
        return first_line(self.opening)


def on_the_calendar(access: Access, period: Period, zone: str, filters: Filters) -> list[CalendarRow]:
    """The publications that are due in a period, or whose post is planned in it; in one query."""
    span = period.moments(zone)
    here = Q(due_at__gte=span[0], due_at__lt=span[1]) | Q(planned_at__gte=span[0], planned_at__lt=span[1])
    found = publications(access).filter(here, post__kind=Post.Kind.POST)
    found = found.exclude(state=State.CANCELLED, given_up=False)
    if filters.channel_id is not None:
        found = found.filter(channel_id=filters.channel_id)
    if filters.pillar_id is not None:
        found = found.filter(post__pillar_id=filters.pillar_id)
    rows = found.order_by("due_at", "id").values_list(
        "id",
        "post_id",
        "due_at",
        Coalesce(NullIf("post__title", Value("")), Substr("text", 1, SHOWN)),
        "state",
        "post__pillar__label",
        "post__pillar__hue",
        "channel_id",
        "channel__name",
        "channel__network",
    )
    return [
        CalendarRow(pk, post, at, opening, State(state), *rest)
        for pk, post, at, opening, state, *rest in rows
    ]
