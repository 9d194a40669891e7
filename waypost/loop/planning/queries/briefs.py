from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db.models import Prefetch, Q, QuerySet

from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.planning.domain.layout import EVERGREEN
from waypost.loop.planning.models import Checkpoint, Slot
from waypost.loop.planning.queries.slots import open_slots

MOST_LINES = 60
"""Of a fortnight: who has more slots than that writes their briefs a channel at a time."""


def to_brief(access: Access, after: datetime, first_on: date, before_on: date) -> list[Slot]:
    """The slots after a moment and before a day that wait for a new post, with what is said and who was asked.

    Those that are kept for an evergreen post ask nobody for anything, but where somebody wrote a brief all the same.
    """
    return _TO_BRIEF.rows(access, after=after, first_on=first_on, before_on=before_on)


class LineToBrief(NamedTuple):
    """A slot that waits for a new post as the page of briefs lists it, with what its brief says so far."""

    slot_id: int
    local_on: date
    local_time: time
    channel: str
    pillar: str | None
    hue: int | None
    format: str
    persona: str | None
    title: str | None
    message: str | None
    handed_at: datetime | None
    due_on: date | None
    owner_name: str | None
    owner_email: str | None

    @property
    def local(self) -> datetime:
        """What the wall shows, naive."""
        return datetime.combine(self.local_on, self.local_time)

    @property
    def owner(self) -> str:
        """Who writes it, as others see them; empty where nobody was chosen."""
        return Person(name=self.owner_name or "", email=self.owner_email).label if self.owner_email else ""


def lines_to_brief(access: Access, after: datetime, first_on: date, before_on: date) -> list[LineToBrief]:
    """The first of `to_brief`, one more than MOST_LINES where there are more, without what only handing over needs."""
    rows = _LINES.raw(access, after=after, first_on=first_on, before_on=before_on)
    return [LineToBrief._make(row) for row in rows]


def with_checkpoints(found: QuerySet[Slot]) -> QuerySet[Slot]:
    """These slots, each with the check-points of its brief, who sees to them, and whether they are done."""
    known = Checkpoint.objects.select_related("member__person", "task").order_by("due_on", "id")
    return found.prefetch_related(Prefetch("brief__checkpoints", known))


def _to_brief(access: Access, after: datetime, first_on: date, before_on: date) -> QuerySet[Slot]:
    asked = ~Q(format=EVERGREEN) | Q(brief__isnull=False)
    return open_slots(access, after).filter(asked, local_on__gte=first_on, local_on__lt=before_on)


_TO_BRIEF = Prepared(
    lambda access, **days: (
        _to_brief(access, **days)
        .select_related("workspace", "persona", "goal", "funnel_stage", "campaign")
        .select_related("channel", "pillar", "brief__owner__person", "brief__approver__person")
    ),
    after=datetime,
    first_on=date,
    before_on=date,
)


def _lines(access: Access, **days: Any) -> QuerySet[Any, Any]:
    found = _to_brief(access, **days).select_related(None)
    return found.values_list(
        "id",
        "local_on",
        "local_time",
        "channel__name",
        "pillar__label",
        "pillar__hue",
        "format",
        "persona__label",
        "brief__title",
        "brief__message",
        "brief__handed_at",
        "brief__due_on",
        "brief__owner__person__name",
        "brief__owner__person__email",
    )[: MOST_LINES + 1]


_LINES = Prepared(_lines, after=datetime, first_on=date, before_on=date)
