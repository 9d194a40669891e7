"""The tasks by which a brief asks people for something."""

from datetime import date

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import tasks
from waypost.foundation.notices.models import Task
from waypost.foundation.workspaces.models import Member
from waypost.loop.planning.models import Brief
from waypost.ui.addresses import reverse

SETTLED = Actor.system("its post")


def give(brief: Brief, *, member: Member | None, what: str, due_on: date | None, by: Actor) -> Task | None:
    """Ask a member for something by a day, with the brief behind it; nobody is asked where nobody is named."""
    if member is None:
        return None
    return tasks.give(
        brief.workspace, person=member.person, what=what[:200], due_on=due_on, href=address(brief), by=by
    )


def finish(*given: Task | None) -> bool:
    """Tick off those of these that are open; whether there was any."""
    open_ones = [task for task in given if task is not None and task.done_at is None]
    for task in open_ones:
        tasks.finish(task, by=SETTLED)
    return bool(open_ones)


def address(brief: Brief) -> str:
    """Where it stands."""
    return reverse("planning:slot", kwargs={"workspace": brief.workspace.slug, "slot_id": brief.slot_id})
