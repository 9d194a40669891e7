"""Whose moments still to come are not what the wall shows: the rules of their zone changed since they were derived."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import chain

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.content.models import Post
from waypost.loop.planning.queries.slots import slots_after
from waypost.loop.publishing.domain.states import QUEUED, State
from waypost.loop.publishing.models import Publication
from waypost.toolkit import clock

Derived = tuple[date | None, time | None, str, datetime | None]
"""What the wall shows, in which zone, and the moment that was derived from it."""


def off_the_wall() -> Iterator[Workspace]:
    """The brands with anything still to come that would not leave, or not stand, at the hour that their wall shows."""
    return (each for each in Workspace.objects.order_by("pk") if any(map(_is_off, _to_come(each))))


def _to_come(workspace: Workspace) -> Iterator[Derived]:
    now = clock.now()
    queued = Publication.objects.filter(workspace=workspace, state__in=[*QUEUED, State.HELD], due_at__gt=now)
    planned = Post.objects.filter(workspace=workspace, archived_at=None, planned_at__gt=now)
    return chain(
        queued.order_by().values_list("local_on", "local_time", "zone", "due_at").iterator(),
        planned.order_by().values_list("planned_on", "planned_time", "planned_zone", "planned_at").iterator(),
        slots_after(workspace.pk, now)
        .order_by()
        .values_list("local_on", "local_time", "zone", "at")
        .iterator(),
    )


def _is_off(derived: Derived) -> bool:
    day, hour, zone, moment = derived
    assert day is not None, "what is still to come has a day …"
    assert hour is not None, "… and an hour"
    return clock.to_utc(datetime.combine(day, hour), zone) != moment
