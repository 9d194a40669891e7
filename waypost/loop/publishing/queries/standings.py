"""How the queue stands, in numbers."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.publishing.domain.states import NEEDS_A_PERSON, QUEUED, State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import MOVING, STUCK, needs_a_person, publications
from waypost.loop.publishing.queries.listing import POSTS
from waypost.toolkit import clock
from waypost.toolkit.wording import _, count


@dataclass(frozen=True)
class Standing:
    """How the queue stands at this moment, in numbers.

    `moving` is what goes on by itself; `today` so many posts of it leave before midnight by the workspace's wall
    (answers to people leave as they are written), `late` should have left by now.
    """

    moving: int
    today: int
    late: int
    needs_a_person: int

    @property
    def sentence(self) -> str:
        """What is true of the queue now: "1 needs a decision, 3 go out today."."""
        parts = []
        if self.needs_a_person:
            parts.append(count(self.needs_a_person, "needs a decision", "need a decision"))
        if self.late:
            parts.append(count(self.late, "is late", "are late"))
        leaving = (
            count(self.today, "goes out today", "go out today") if self.today else _("nothing goes out today")
        )
        said = ", ".join([*parts, leaving])
        return f"{said[0].upper()}{said[1:]}."


def standing(access: Access, *, today_ends_at: datetime, channel_id: int | None = None) -> Standing:
    """Count the queue and what waits for a person, of one channel or of all, in one query."""
    counts = _COUNTS.raw(access, now=clock.now(), today_ends_at=today_ends_at, channel=channel_id)
    return Standing(*counts[0]) if counts else Standing(0, 0, 0, 0)


def _counts(
    access: Access, now: datetime, today_ends_at: datetime, channel: int | None
) -> QuerySet[Any, Any]:
    """One row of counts; none where there is nothing to count."""
    found = publications(access).filter(state__in=[*QUEUED, State.ARMED, *NEEDS_A_PERSON]).order_by()
    if channel is not None:
        found = found.filter(channel_id=channel)
    queued = Q(state__in=QUEUED)
    counted = found.values("workspace_id").annotate(
        moving=Count("pk", filter=MOVING),
        today=Count("pk", filter=queued & Q(due_at__gte=now, due_at__lt=today_ends_at, **POSTS)),
        late=Count("pk", filter=queued & Q(due_at__lt=now)),
        stuck=Count("pk", filter=STUCK),
    )
    return counted.values_list("moving", "today", "late", "stuck")


_COUNTS = Prepared(_counts, now=datetime, today_ends_at=datetime, channel=int)


def end_of_today(workspace: Workspace) -> datetime:
    """The moment at which today ends on the workspace's wall."""
    return clock.to_utc(datetime.combine(workspace.today + timedelta(days=1), time.min), workspace.timezone)


def stuck_once(access: Access) -> QuerySet[Publication]:
    """What waits for a person, the longest first; before it, of what waits only for a channel, one for each channel.

    `alike` says how many wait for the same channel.
    """
    alike = [F("channel_id"), F("wants_channel")]
    found = needs_a_person(access).annotate(
        nth=Window(RowNumber(), partition_by=alike, order_by=[F("state_at"), F("id")]),
        alike=Window(Count("pk"), partition_by=alike),
    )
    chosen = found.filter(Q(wants_channel=False) | Q(nth=1)).select_related("channel")
    return chosen.order_by("-wants_channel", "state_at", "id")
