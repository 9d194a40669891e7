"""What is queued of a post follows what it is about."""

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.models import Post
from waypost.loop.publishing.actions.transitions import move
from waypost.loop.publishing.domain.states import STOPPABLE, State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries.topics import hold_on_the_topic_of, topics_on


@transaction.atomic
def follow(post: Post, *, by: Actor) -> int:
    """Hold what is queued of a post that now is about a topic on hold; say how much that was."""
    require(by, "post.schedule", post.workspace_id)
    hold = hold_on_the_topic_of(post.pk, list(topics_on(post.workspace_id)))
    if hold is None:
        return 0
    held = [
        each
        for each in Publication.objects.filter(post=post, state__in=STOPPABLE)
        if move(each.pk, State.HELD, since=STOPPABLE, reason=hold.reason, hold=hold)
    ]
    for each in held:
        record("publication.held", each, by=by, reason=hold.reason)
    return len(held)
