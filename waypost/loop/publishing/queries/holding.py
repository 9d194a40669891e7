"""Holds, and what each stopped."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Hold, Publication
from waypost.loop.publishing.queries import holds, publications
from waypost.toolkit import clock


def holds_to_mention(access: Access) -> list[Hold]:
    """The holds that are on, and those that were lifted while something they stopped still waits for a look."""
    return _TO_MENTION.rows(access)


_TO_MENTION = Prepared(
    lambda access: holds_with_count(access).filter(Q(lifted_at=None) | Q(held_count__gt=0))
)


def crisis_holds(access: Access) -> QuerySet[Hold]:
    """The holds on everything, on channels, campaigns and topics, newest first; those on one post show on its own page."""
    related = ("channel", "campaign", "pillar", "label")
    return holds(access).exclude(scope=Hold.Scope.PUBLICATION).select_related(*related)


def holds_with_count(access: Access) -> QuerySet[Hold]:
    """The holds of `crisis_holds`, with how many posts each stopped and still holds."""
    mine = publications(access).filter(hold=OuterRef("pk"), state=State.HELD).order_by()
    held = mine.values("hold").annotate(number=Count("pk")).values("number")
    found = crisis_holds(access).annotate(
        held_count=Coalesce(Subquery(held), 0), stopped_count=Count("was_stopped", distinct=True)
    )
    return found.order_by("-put_at", "-id")


def holds_to_end() -> QuerySet[Hold]:
    """The holds whose end has come."""
    return Hold.objects.filter(lifted_at=None, ends_at__lte=clock.now()).order_by("ends_at", "id")


@dataclass(frozen=True)
class Held:
    """How many posts a hold holds: all, and those of them whose time came while it was on."""

    number: int
    past: int


def counted(hold: Hold, access: Access) -> Held:
    """Count what a hold holds, by the time of each."""
    found = publications(access).filter(hold=hold, state=State.HELD).order_by()
    numbers = found.aggregate(number=Count("pk"), past=Count("pk", filter=Q(due_at__lte=clock.now())))
    return Held(**numbers)


def held_by(hold: Hold, access: Access) -> QuerySet[Publication]:
    """What this hold still holds, in order of time."""
    held = publications(access).filter(hold=hold, state=State.HELD)
    return held.select_related("channel", "workspace", "post").order_by("due_at", "id")


def stopped_by(hold: Hold, access: Access) -> QuerySet[Publication]:
    """What this hold stopped when it was put and holds no longer, in order of time."""
    stopped = publications(access).filter(pk__in=hold.was_stopped.values("pk"))
    return stopped.exclude(hold=hold, state=State.HELD).order_by("due_at", "id")


def holds_that_stopped(publication: Publication) -> QuerySet[Hold]:
    """The holds on everything, its channel, its campaign or its topic that stopped a publication, newest first."""
    return Hold.objects.filter(was_stopped=publication)


def was_leaving(hold: Hold, access: Access) -> QuerySet[Publication]:
    """What was just leaving when this hold was put."""
    return publications(access).filter(pk__in=hold.was_leaving.values("pk")).order_by("due_at", "id")
