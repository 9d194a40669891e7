"""Keep days free of slots, and give them back."""

from datetime import date

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.planning.actions.layouts import renew
from waypost.loop.planning.actions.traces import note
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
    _lay_around(blackout, f"Nothing goes out {_when(blackout)}: {blackout.reason}.", by)
    return blackout


@transaction.atomic
def remove(blackout: Blackout, *, by: Actor) -> None:
    """Give these days back; slots are laid on them again."""
    require(by, "plan.edit", blackout.workspace_id)
    record("blackout.removed", blackout, by=by)
    blackout.delete()
    _lay_around(blackout, f"Posts go out again {_when(blackout)}.", by)


def _lay_around(blackout: Blackout, what: str, by: Actor) -> None:
    touched = overlapping(blackout.workspace_id, blackout.starts_on, blackout.ends_on)
    for quarter in touched.select_related("workspace"):
        renew(quarter, mends=True)
        note(quarter, [what], "", by=by)


def _when(blackout: Blackout) -> str:
    """ "on 5 October", "from 5 to 9 October"."""
    first, last = blackout.starts_on, blackout.ends_on
    if first == last:
        return f"on {first:%-d %B}"
    elif (first.year, first.month) == (last.year, last.month):
        return f"from {first.day} to {last:%-d %B}"
    else:
        return f"from {first:%-d %B} to {last:%-d %B}"
