"""Keep days free of slots, and give them back."""

from datetime import date

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.planning.actions.layouts import renew
from waypost.loop.planning.models import Blackout
from waypost.loop.planning.queries import overlapping
from waypost.toolkit.refusal import Refusal

LONGEST_DAYS = 100


@transaction.atomic
def add(workspace: Workspace, *, starts_on: date, ends_on: date, reason: str = "", by: Actor) -> Blackout:
    """Keep these days free; slots that nobody has decided about move to the days around them."""
    require(by, "plan.edit", workspace.pk)
    if ends_on < starts_on:
        raise Refusal("The last day comes before the first. Choose a later one.", field="ends_on")
    if (ends_on - starts_on).days > LONGEST_DAYS:
        raise Refusal("That is more than three months. Close the quarter instead.", field="ends_on")
    blackout = Blackout.objects.create(
        workspace=workspace, starts_on=starts_on, ends_on=ends_on, reason=reason.strip() or "Days off"
    )
    record("blackout.added", blackout, by=by, starts_on=starts_on.isoformat(), ends_on=ends_on.isoformat())
    _lay_around(workspace.pk, starts_on, ends_on)
    return blackout


@transaction.atomic
def remove(blackout: Blackout, *, by: Actor) -> None:
    """Give these days back; slots are laid on them again."""
    require(by, "plan.edit", blackout.workspace_id)
    record("blackout.removed", blackout, by=by)
    starts_on, ends_on = blackout.starts_on, blackout.ends_on
    blackout.delete()
    _lay_around(blackout.workspace_id, starts_on, ends_on)


def _lay_around(workspace_id: int, starts_on: date, ends_on: date) -> None:
    for quarter in overlapping(workspace_id, starts_on, ends_on).select_related("workspace"):
        renew(quarter)
