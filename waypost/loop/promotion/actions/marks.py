from collections.abc import Mapping

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.promotion.models import Mark
from waypost.loop.promotion.queries import marks_to_rename


@transaction.atomic
def follow_renames(workspace: Workspace, *, renames: Mapping[str, str], by: Actor) -> int:
    """Let marks stand under the new key of a criterion that was given one; answers how many did."""
    require(by, "creator.edit", workspace.pk)
    followed = marks_to_rename(workspace.pk, renames)
    for mark in followed:
        mark.criterion = renames[mark.criterion]
    Mark.objects.bulk_update(followed, ["criterion"])
    if followed:
        record("creator.marks_followed", workspace, by=by, workspace_id=workspace.pk, count=len(followed))
    return len(followed)
