"""What stands in the queue when the strategy changes."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.publishing.domain.states import STOPPABLE
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import publications


def queued(access: Access) -> QuerySet[Publication]:
    """What can still be held back, in order of time, with its post; parts follow what they are a part of."""
    waiting = publications(access).filter(state__in=STOPPABLE, head=None).order_by("due_at", "id")
    return waiting.select_related("post__pillar", "channel")


def queued_about(
    access: Access, pillar_keys: Collection[str], channel_keys: Collection[str]
) -> QuerySet[Publication]:
    """What can still be held back of posts of these pillars, or on these channels."""
    if not pillar_keys and not channel_keys:
        return Publication.objects.none()
    about = Q(post__pillar__key__in=pillar_keys) | Q(channel__key__in=channel_keys)
    return queued(access).filter(about)


def queued_of_post(access: Access, post_id: int) -> QuerySet[Publication]:
    """What can still be held back of a post."""
    return queued(access).filter(post_id=post_id)
