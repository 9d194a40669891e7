from datetime import date

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.models import Task
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import access_of, require
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal


@transaction.atomic
def give(
    workspace: Workspace, *, person: Person, what: str, due_on: date | None = None, href: str = "", by: Actor
) -> Task:
    """Give a member one thing to do by a date."""
    require(by, "member.see", workspace.pk)
    if not access_of(Actor.of_person(person), workspace.pk).roles:
        raise Refusal("That person is not a member of this brand. Invite them first.", field="person")
    if not what.strip():
        raise Refusal("Say in a few words what is to be done.", field="what")
    task = Task.objects.create(
        workspace=workspace,
        person=person,
        what=what.strip()[:200],
        href=href,
        due_on=due_on,
        made_by_label=by.label,
    )
    record("task.given", task, by=by, person=person.pk)
    return task


@transaction.atomic
def finish(task: Task, *, by: Actor) -> Task:
    """Tick a task off; the person whose task it is does it, or whoever manages members."""
    access = require(by, "workspace.see", task.workspace_id)
    if by.person_id != task.person_id and not access.may("member.manage"):
        raise NotAllowed("That task is somebody else's.")
    if task.done_at is None:
        task.done_at = clock.now()
        task.save(update_fields=["done_at"])
        record("task.finished", task, by=by)
    return task
