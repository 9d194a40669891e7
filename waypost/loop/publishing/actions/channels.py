"""When a channel is connected again, what was held for it goes on."""

from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.publishing.actions import lanes
from waypost.loop.publishing.actions.transitions import move
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.toolkit import clock


@transaction.atomic
def resume(channel: Channel, *, by: Actor) -> int:
    """Queue what was held only for want of a connection; what is too late by now is missed. Say how many go on."""
    require(by, "channel.connect", channel.workspace_id)
    lanes.open_for(channel)
    waiting = Publication.objects.filter(channel=channel, state=State.HELD, hold=None).select_related(
        "workspace"
    )
    resumed = 0
    for publication in waiting:
        if clock.now() > publication.due_at + publication.workspace.grace:
            move(
                publication.pk, State.MISSED, since=[State.HELD], reason="The channel was connected too late."
            )
        else:
            resumed += move(publication.pk, State.SCHEDULED, since=[State.HELD], act_at=clock.now())
    record("channel.resumed", channel, by=by, count=resumed)
    return resumed
