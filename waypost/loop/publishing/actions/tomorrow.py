"""Tomorrow's check: the evening before, everything that will not go out, each with its fix."""

from textwrap import shorten

from django.db import transaction
from django.urls import reverse

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import tell
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import access_of, require
from waypost.loop.publishing.domain.forecast import Forecast
from waypost.loop.publishing.queries.tomorrow import forecast


@transaction.atomic
def warn(workspace: Workspace, *, by: Actor) -> Forecast:
    """Tell those who schedule what will not go out in the next 24 hours, and the first of it with why; once a day."""
    require(by, "post.schedule", workspace.pk)
    found = forecast(access_of(by, workspace.pk))
    if not found.is_safe:
        tell(
            workspace,
            kind="tomorrows_check",
            sentence=f"{found.sentence}{_first(found, workspace)}",
            href=reverse("publishing:tomorrow", kwargs={"workspace": workspace.slug}),
            who_may="post.schedule",
            urgent=True,
            once=f"tomorrow:{workspace.pk}:{workspace.today.isoformat()}",
            by=by,
        )
    return found


def _first(found: Forecast, workspace: Workspace) -> str:
    """The first of the obstacles, with its why; nothing where none stands in the way of a single post."""
    if not found.obstacles:
        return ""
    first = found.obstacles[0]
    words = shorten(first.title, 60, placeholder=" …")
    return f" First: “{words}” at {workspace.local(first.due_at):%H:%M}. {first.why}"
