"""Take over what is expected of each choice; whoever learned it hands it down."""

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.planning.domain.planner import Expected, record_of
from waypost.loop.planning.models import Expectations
from waypost.toolkit import clock


@transaction.atomic
def set(workspace: Workspace, *, expected: Expected, by: Actor) -> Expectations:  # noqa: A001 (the verb of the house)
    """Keep what is expected from now on, in place of what was."""
    require(by, "plan.edit", workspace.pk)
    kept, _is_new = Expectations.objects.update_or_create(
        workspace=workspace, defaults={"record": record_of(expected), "set_at": clock.now()}
    )
    record("expectations.set", kept, by=by)
    return kept
