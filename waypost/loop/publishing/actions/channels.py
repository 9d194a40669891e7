"""What goes out on a channel is held while it is not connected, and goes on once it is again, if there is time."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.models import Post
from waypost.loop.publishing.actions import lanes
from waypost.loop.publishing.actions.preparing import LEAD
from waypost.loop.publishing.actions.transitions import move, move_all
from waypost.loop.publishing.domain.states import QUEUED, State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import campaign_holds_on, held_for_want_of, hold_over
from waypost.toolkit import clock


@transaction.atomic
def pause(channel: Channel, *, by: Actor) -> int:
    """Hold everything that is queued for a channel that is not connected; say how much is held for that now."""
    usable_channel(require(by, "channel.connect", channel.workspace_id), channel.pk)
    current = Channel.objects.select_for_update(no_key=True).get(pk=channel.pk)
    if current.is_connected:
        return 0
    queued = Publication.objects.filter(channel=channel)
    reason = f"{channel.name} must be connected again."
    stopped = move_all(queued, State.HELD, since=QUEUED, reason=reason, wants_channel=True)
    if stopped:
        record("channel.paused", channel, by=by, count=stopped)
    return held_for_want_of(channel).count()


@transaction.atomic
def resume(channel: Channel, *, by: Actor) -> tuple[int, int]:
    """Queue what was held only for want of a connection; what is too late by now is missed. Say how many of each.

    While a hold is on it takes over what was held, so that somebody looks at it first.
    """
    require(by, "channel.connect", channel.workspace_id)
    lanes.open_for(channel)
    if not Channel.objects.select_for_update(no_key=True).get(pk=channel.pk).is_connected:
        return 0, 0
    waiting, now = held_for_want_of(channel), clock.now()
    missed = _miss(waiting, now - channel.workspace.grace, by)
    hold = hold_over(channel.workspace_id, channel.pk)
    if hold is not None:
        waiting.update(hold=hold, reason=hold.reason, wants_channel=False)
        return 0, missed
    for each in campaign_holds_on(channel.workspace_id):
        of_it = waiting.filter(post__in=Post.objects.filter(campaign=each.campaign_id))
        of_it.update(hold=each, reason=each.reason, wants_channel=False)
    soon, later = waiting.filter(due_at__lte=now + LEAD), waiting.filter(due_at__gt=now + LEAD)
    resumed = move_all(soon, State.SCHEDULED, since=[State.HELD], act_at=now)
    resumed += move_all(later, State.SCHEDULED, since=[State.HELD], act_at=F("due_at") - LEAD)
    if resumed or missed:
        record("channel.resumed", channel, by=by, count=resumed, missed=missed)
    return resumed, missed


def _miss(waiting: QuerySet[Publication], before: datetime, by: Actor) -> int:
    """Let what was due before a moment be missed; say how much that was."""
    reason, missed = "The channel was connected again too late for it.", 0
    for publication in waiting.filter(due_at__lt=before):
        if move(publication.pk, State.MISSED, since=[State.HELD], reason=reason):
            record("publication.missed", publication, by=by, reason=reason)
            missed += 1
    return missed
