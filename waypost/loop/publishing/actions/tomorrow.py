"""Tomorrow's check: the evening before, everything that will not go out, each with its fix."""

from django.db import transaction

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import tell
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import access_of, require
from waypost.loop.publishing.queries import tomorrows_check
from waypost.toolkit.wording import count


@transaction.atomic
def warn(workspace: Workspace, *, by: Actor) -> int:
    """Tell those who schedule what will not go out in the next 24 hours; once a day. Say how many obstacles there are."""
    require(by, "post.schedule", workspace.pk)
    obstacles = tomorrows_check(access_of(by, workspace.pk))
    if obstacles:
        number = count(len(obstacles), "post will not go out", "posts will not go out")
        tell(
            workspace,
            kind="tomorrows_check",
            sentence=f"In the next 24 hours {number} as things stand.",
            href=f"/{workspace.slug}/publishing/tomorrow/",
            who_may="post.schedule",
            urgent=True,
            once=f"tomorrow:{workspace.pk}:{workspace.today.isoformat()}",
            by=by,
        )
    return len(obstacles)
