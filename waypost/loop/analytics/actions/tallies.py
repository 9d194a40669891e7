"""Numbers of goals that a person counted."""

import math
from datetime import date

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.analytics.models import Tally
from waypost.loop.strategy.models import Goal
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def note(workspace: Workspace, *, goal: Goal, on: date, value: float, by: Actor) -> Tally:
    """Write down where a goal stood on a day; a second word about the same day replaces the first."""
    require(by, "results.edit", workspace.pk)
    if goal.workspace_id != workspace.pk:
        raise Refusal("That goal belongs to another brand. Choose one of this brand.", field="goal")
    if on > workspace.today:
        raise Refusal("That day is still to come. Choose today or a day before.", field="on")
    if not math.isfinite(value):
        raise Refusal("Write a number.", field="value")
    tally, _made = Tally.objects.update_or_create(
        goal=goal,
        on=on,
        defaults={"workspace": workspace, "value": value, "said_by": by.label[:200], "said_at": clock.now()},
    )
    record("goal.tallied", goal, by=by, on=on.isoformat(), value=value)
    return tally
