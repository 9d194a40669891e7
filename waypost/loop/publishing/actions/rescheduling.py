from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.publishing.actions import schedule
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries.missed import missed
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def give_times(
    workspace: Workspace, *, publication_ids: list[int], times: Mapping[int, datetime], by: Actor
) -> list[Publication]:
    """Give what was missed new times on the wall, all of it or nothing; `times` names one for each id."""
    access = require(by, "post.schedule", workspace.pk)
    found = list(missed(access).filter(pk__in=publication_ids).select_for_update(of=("self",)))
    if len(found) != len(set(publication_ids)):
        raise Refusal("Something of it was decided meanwhile. Reload the page to see what is still missed.")
    moved = [schedule.move_to(each, local=times[each.pk], by=by) for each in found]
    held = sum(each.state == State.HELD for each in moved)
    record(
        "publications.rescheduled", workspace, by=by, workspace_id=workspace.pk, count=len(moved), held=held
    )
    return moved
