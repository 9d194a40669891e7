from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.planning.models import Idea, IdeaFeed
from waypost.loop.planning.queries.slots import slots

IN_THE_TRAY = 8
ON_THE_BOARD = 300
SETTLED_ON_THE_BOARD = 20


def ideas(access: Access) -> QuerySet[Idea]:
    """Every idea of the workspace, newest first."""
    return Idea.objects.filter(workspace_id=access.workspace_id)


def fresh_ideas(access: Access) -> QuerySet[Idea]:
    """Ideas that wait: neither taken into a slot nor archived."""
    return ideas(access).filter(slot=None, archived_at=None).select_related("pillar")


class IdeaToPlace(NamedTuple):
    """An idea as the calendar's tray shows it."""

    id: int
    title: str
    hue: int | None


def ideas_to_place(access: Access) -> list[IdeaToPlace]:
    """The newest ideas that wait: for the tray of a calendar."""
    return [IdeaToPlace(*row) for row in _TO_PLACE.rows(access)]


_TO_PLACE = Prepared(
    lambda access: (
        fresh_ideas(access).select_related(None).values_list("pk", "title", "pillar__hue")[:IN_THE_TRAY]
    )
)


def board(access: Access) -> list[Idea]:
    """The ideas that wait, newest first, with pillar and feed."""
    return _BOARD.rows(access)


_BOARD = Prepared(lambda access: fresh_ideas(access).select_related("pillar", "feed")[:ON_THE_BOARD])


def said_of_late(access: Access, first_on: date, last_on: date) -> list[str]:
    """The titles of briefs for these days (both included): what an idea may repeat."""
    return [title for (title,) in _SAID.rows(access, first_on=first_on, last_on=last_on)]


_SAID = Prepared(
    lambda access, first_on, last_on: (
        slots(access)
        .filter(local_on__range=(first_on, last_on), dropped_at=None, brief__isnull=False)
        .exclude(brief__title="")
        .order_by("-local_on")
        .values_list("brief__title")[:ON_THE_BOARD]
    ),
    first_on=date,
    last_on=date,
)


def empty_slots_by_pillar(access: Access, after: datetime, last_on: date) -> dict[str, int]:
    """How many slots of each pillar, by its key, nobody has said anything about until a day."""
    return dict(_EMPTY.rows(access, after=after, last_on=last_on))


_EMPTY = Prepared(
    lambda access, after, last_on: (
        slots(access)
        .filter(taken_at=None, dropped_at=None, at__gt=after, local_on__lte=last_on, pillar__isnull=False)
        .filter(brief=None)
        .order_by()
        .values_list("pillar__key")
        .annotate(number=Count("pk"))
    ),
    after=datetime,
    last_on=date,
)


def idea_feeds(access: Access) -> QuerySet[IdeaFeed]:
    """The feeds of which new entries come in as ideas, by name."""
    return IdeaFeed.objects.filter(workspace_id=access.workspace_id).select_related("pillar")


def feed_count(access: Access) -> int:
    """How many feeds bring ideas."""
    return len(_FEEDS.rows(access))


_FEEDS = Prepared(lambda access: idea_feeds(access).order_by().values_list("pk"))


def feeds_to_read(before: datetime) -> QuerySet[IdeaFeed]:
    """The feeds of every brand that were not read since a moment: for the sweep."""
    return IdeaFeed.objects.filter(Q(read_at=None) | Q(read_at__lt=before)).order_by("read_at", "id")


def settled_ideas(access: Access) -> list[Idea]:
    """The newest ideas that were taken into a slot or archived."""
    return _SETTLED.rows(access)


_SETTLED = Prepared(
    lambda access: (
        ideas(access)
        .exclude(slot=None, archived_at=None)
        .select_related("pillar", "slot__channel")[:SETTLED_ON_THE_BOARD]
    )
)
