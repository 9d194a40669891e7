"""What stands in the queue when the strategy changes."""

from collections.abc import Collection

from django.db.models import QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.publishing.domain.states import STOPPABLE
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import publications


def queued(access: Access) -> QuerySet[Publication]:
    """What can still be held back, in order of time, with its post; parts follow what they are a part of."""
    waiting = publications(access).filter(state__in=STOPPABLE, head=None).order_by("due_at", "id")
    return waiting.select_related("post__pillar", "channel")


def queued_of_pillars(access: Access, pillar_keys: Collection[str]) -> QuerySet[Publication]:
    """What can still be held back of posts of these pillars."""
    return queued(access).filter(post__pillar__key__in=pillar_keys)


def queued_on(access: Access, channel_keys: Collection[str]) -> QuerySet[Publication]:
    """What can still be held back on these channels."""
    return queued(access).filter(channel__key__in=channel_keys)


def queued_of_post(access: Access, post_id: int) -> QuerySet[Publication]:
    """What can still be held back of a post."""
    return queued(access).filter(post_id=post_id)
