"""Letting a restored or copied installation publish again."""

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.processes.actions import installation
from waypost.foundation.processes.models import Installation
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.publishing.actions import doubts


@transaction.atomic
def release(workspace: Workspace, *, by: Actor) -> Installation:
    """Open the queue of the whole installation, which an owner of a brand in it may do; what may have left
    since the backup is in doubt first."""
    require(by, "workspace.edit", workspace.pk)
    doubts.distrust_the_past(by=by)
    released = installation.release(by=by)
    record("installation.released", released, by=by, workspace_id=workspace.pk)
    return released
