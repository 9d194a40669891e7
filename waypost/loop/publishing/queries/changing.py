"""Changes to posts that are out."""

from datetime import datetime

from django.db.models import QuerySet

from waypost.loop.publishing.domain.changes import Standing
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Change, Publication


def to_make(now: datetime) -> QuerySet[Change, int]:
    """Ids of the changes that are due to be made, the longest waiting first."""
    due = Change.objects.filter(standing=Standing.WANTED, act_at__lte=now)
    return due.order_by("act_at", "id").values_list("pk", flat=True)


def last_change_of(publication: Publication) -> Change | None:
    """What was last wanted of a post that is or was out."""
    return publication.changes.first()


def differs(publication: Publication) -> bool:
    """Whether the post says something else now than what is on the network."""
    variant = publication.variant
    return variant is not None and variant.content_hash != publication.content_hash


def parts_out(publication: Publication) -> int:
    """How many other parts of it are on the network."""
    return publication.parts.filter(state=State.PUBLISHED).count()
