"""Nine stays nine: what is still to come follows the rules of its zone when these change."""

from django.db import transaction

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.content.actions import posts
from waypost.loop.planning.actions import slots
from waypost.loop.publishing.actions import schedule


@transaction.atomic
def follow_rules(workspace: Workspace, *, by: Actor) -> int:
    """Derive every moment still to come anew from what the wall shows; say how many moved."""
    # The queue first: what follows its post is known by the moment that both still share.
    moved = schedule.derive_anew(workspace, by=by)
    moved += posts.derive_anew(workspace, by=by)
    return moved + slots.follow_zone(workspace, by=by)
