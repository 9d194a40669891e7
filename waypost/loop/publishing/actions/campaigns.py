"""What is queued of a post follows its campaign."""

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.models import Post
from waypost.loop.publishing.actions.transitions import move, move_all
from waypost.loop.publishing.domain.states import STOPPABLE, State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import campaign_holds_on
from waypost.toolkit import clock


@transaction.atomic
def follow(post: Post, *, by: Actor) -> int:
    """Hold what is queued of a post that came into a campaign on hold; else prepare anew what is ready, for its links
    name the campaign. Say how many that concerned."""
    require(by, "post.schedule", post.workspace_id)
    mine = Publication.objects.filter(post=post)
    hold = campaign_holds_on(post.workspace_id).filter(campaign=post.campaign_id).first()
    if hold is None:
        again = move_all(mine, State.SCHEDULED, since=[State.READY], act_at=clock.now())
        if again:
            record("publications.prepared_anew", post, by=by, count=again)
        return again
    held = [
        each
        for each in mine.filter(state__in=STOPPABLE)
        if move(each.pk, State.HELD, since=STOPPABLE, reason=hold.reason, hold=hold)
    ]
    for each in held:
        record("publication.held", each, by=by, reason=hold.reason)
    return len(held)
