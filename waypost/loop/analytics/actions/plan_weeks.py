from dataclasses import asdict
from datetime import timedelta

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.analytics.domain.plan_weeks import WEEK, WINDOW, to_note, told
from waypost.loop.analytics.domain.spans import Span
from waypost.loop.analytics.models import PlanWeek
from waypost.loop.analytics.queries.plan import plan_against_actual
from waypost.loop.strategy.queries import first_accepted_at


@transaction.atomic
def note(workspace: Workspace, *, by: Actor) -> list[PlanWeek]:
    """Keep how far practice was from the strategy at the end of each week that is over and was not noted yet."""
    access = require(by, "results.edit", workspace.pk)
    begun = first_accepted_at(workspace.pk)
    if begun is None:
        return []
    noted = set(PlanWeek.objects.filter(workspace=workspace).values_list("monday", flat=True))
    made = []
    for monday in to_note(workspace.today, workspace.local(begun).date(), noted):
        span = Span(monday - (WINDOW - 1) * WEEK, monday + timedelta(days=6))
        found = told(plan_against_actual(access, span, workspace))
        if found is not None:
            made.append(PlanWeek(workspace=workspace, monday=monday, **asdict(found)))
    PlanWeek.objects.bulk_create(made, ignore_conflicts=True)
    if made:
        record("plan.noted", workspace, by=by, workspace_id=workspace.pk, weeks=len(made))
    return made
