"""An answer to somebody leaves as a post does: through the same queue, gate and looks."""

from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.actions import answers
from waypost.loop.publishing.actions import lanes
from waypost.loop.publishing.actions.schedule import hold_if_a_hold_is_on
from waypost.loop.publishing.models import Publication


@transaction.atomic
def send(channel: Channel, *, text: str, in_reply_to: str, by: Actor) -> Publication:
    """Send an answer to the message `in_reply_to` (a remote id) as soon as the channel is free; a hold holds it too."""
    require(by, "conversation.answer", channel.workspace_id)
    variant = answers.write(channel, text=text, in_reply_to=in_reply_to, by=by)
    post = variant.post
    assert post.planned_on is not None
    assert post.planned_time is not None
    assert post.planned_at is not None
    lanes.open_for(channel)
    publication = Publication.objects.create(
        workspace_id=channel.workspace_id,
        post=post,
        variant=variant,
        channel=channel,
        text=post.body,
        local_on=post.planned_on,
        local_time=post.planned_time,
        zone=post.planned_zone,
        due_at=post.planned_at,
        planned_at=post.planned_at,
        act_at=post.planned_at,
    )
    hold_if_a_hold_is_on(publication)
    record("publication.scheduled", publication, by=by)
    return publication
