"""Publishing a post once more where it was taken down."""

from datetime import datetime

from django.db import transaction

from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.publishing.actions import lanes
from waypost.loop.publishing.actions.preparing import LEAD
from waypost.loop.publishing.actions.schedule import hold_if_a_hold_is_on
from waypost.loop.publishing.domain.states import OVER, State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import is_out
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def publish(publication: Publication, *, local: datetime, by: Actor) -> Publication:
    """Put a post that was taken down into the queue anew, at `local` on the brand's wall: another entry, another key."""
    access = require(by, "post.schedule", publication.workspace_id)
    usable_channel(access, publication.channel_id)
    before = (
        Publication.objects.select_for_update(of=("self",))
        .select_related("workspace", "post", "variant", "channel")
        .get(pk=publication.pk)
    )
    _must_be_gone(before)
    assert before.variant is not None
    zone = before.workspace.timezone
    due_at = clock.to_utc(local, zone)
    if due_at < clock.now():
        raise Refusal("That time has passed. Choose one that is still to come.", field="local")
    lanes.open_for(before.channel)
    anew = Publication.objects.create(
        workspace_id=before.workspace_id,
        post=before.post,
        variant=before.variant,
        channel=before.channel,
        text=before.variant.text or before.post.body,
        local_on=local.date(),
        local_time=local.time(),
        zone=zone,
        due_at=due_at,
        planned_at=before.post.planned_at or due_at,
        act_at=due_at - LEAD,
    )
    hold_if_a_hold_is_on(anew)
    record("publication.scheduled", anew, by=by, again_after=before.pk)
    return anew


def _must_be_gone(publication: Publication) -> None:
    """Only what was taken down comes again, and only while nothing else brings the post there."""
    if publication.is_published:
        raise Refusal("It is on the network. Take it down first, then publish it again.")
    if publication.state != State.REMOVED or publication.head_id is not None:
        raise Refusal("Only a post that was taken down is published again. Give this one a new time instead.")
    if publication.variant is None or publication.post.is_archived:
        raise Refusal("The post no longer goes to this channel. Add the channel to the post instead.")
    waiting = Publication.objects.filter(variant=publication.variant).exclude(state__in=OVER)
    if waiting.exists() or is_out(publication.post, publication.channel_id):
        raise Refusal("Another entry of the queue brings it there already. Open the post to see it.")
