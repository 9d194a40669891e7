"""What missed its time, in the order in which it was to go out, and what already stands near new times."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.publishing.domain.states import QUEUED, State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import publications

NEAR = timedelta(hours=1)


def missed(access: Access) -> QuerySet[Publication]:
    """What missed its time; parts and first comments go with the post that they follow."""
    found = publications(access).filter(state=State.MISSED, head=None)
    return found.select_related("workspace", "channel", "post", "variant").order_by("due_at", "pk")


def crowded(access: Access, wanted: Iterable[tuple[int, int, datetime]]) -> set[int]:
    """Of things (id, channel, moment) those within an hour of something that is queued on the same channel."""
    things = list(wanted)
    if not things:
        return set()
    first, last = min(at for *_ids, at in things), max(at for *_ids, at in things)
    queued = publications(access).filter(state__in=QUEUED, due_at__gt=first - NEAR, due_at__lt=last + NEAR)
    channel_ids = {channel_id for _id, channel_id, _at in things}
    taken = list(queued.filter(channel__in=channel_ids).values_list("channel_id", "due_at"))
    return {
        id_
        for id_, channel_id, at in things
        if any(other == channel_id and abs(due_at - at) < NEAR for other, due_at in taken)
    }
