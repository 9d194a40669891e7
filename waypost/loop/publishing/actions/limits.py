"""Waiting for room: what a network does not take now leaves when it does, and says until when."""

from datetime import datetime

from django.db import transaction

from waypost.loop.publishing.actions.transitions import act_again, move_all
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication


@transaction.atomic
def wait(channel_id: int, *, until: datetime, why: str) -> int:
    """Let everything that would leave a channel before `until` wait until then; say how many posts wait."""
    before = Publication.objects.filter(channel_id=channel_id, act_at__lt=until)
    already = before.filter(state=State.WAITING).update(act_at=until, reason=why[:300])
    return already + move_all(before, State.WAITING, since=[State.READY], reason=why, act_at=until)


def wait_to_prepare(publication_id: int, *, until: datetime, why: str) -> bool:
    """Go on with preparing one publication at `until`."""
    return act_again(publication_id, until, since=[State.SCHEDULED], reason=why)
