"""Letting a restored or copied installation publish again."""

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.processes.actions import installation
from waypost.foundation.processes.models import Installation
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import operates, require
from waypost.loop.publishing.actions import doubts
from waypost.toolkit.refusal import NotAllowed


@transaction.atomic
def release(workspace: Workspace, *, by: Actor) -> Installation:
    """Open the queue of the whole installation, which whoever operates it may do, on the page of a brand that they
    work on; what may have left since the backup is in doubt first."""
    require(by, "publication.see", workspace.pk)
    if not operates(by):
        raise NotAllowed(
            "That concerns every brand here: it takes the installation's first person, or an admin of every organisation."
        )
    doubts.distrust_the_past(by=by)
    released = installation.release(by=by)
    record("installation.released", released, by=by, workspace_id=workspace.pk)
    return released
