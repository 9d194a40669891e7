from collections.abc import Collection, Mapping
from datetime import timedelta

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import tasks
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.actions import workspaces
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.strategy.actions import drafts
from waypost.loop.strategy.domain.outset import QUESTIONS, beginnings
from waypost.loop.strategy.models import Outset
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal
from waypost.toolkit.wording import _


@transaction.atomic
def begin(workspace: Workspace, *, by: Actor) -> Outset:
    """Begin the check that says where to begin; a whole one that nobody set anything up from ends with that."""
    require(by, "strategy.edit", workspace.pk)
    drafts.lock(workspace)
    standing = Outset.objects.filter(workspace=workspace, ended_at=None).first()
    if standing is not None and standing.steps_left:
        raise Refusal(_("A check is begun already. Go on with it."))
    if standing is not None:
        Outset.objects.filter(pk=standing.pk).update(ended_at=clock.now())
    outset = Outset.objects.create(workspace=workspace, begun_by=by.label)
    record("outset.begun", outset, by=by)
    return outset


@transaction.atomic
def answer(outset: Outset, *, answers: Mapping[str, str], by: Actor) -> Outset:
    """Keep answers of a check; those to other questions stay."""
    require(by, "strategy.edit", outset.workspace_id)
    found = _lock(outset)
    for key, given in answers.items():
        question = QUESTIONS.get(key)
        if question is None or question.chosen({key: given}) is None:
            raise Refusal(_("Choose one of the answers."), field=key)
    found.answers = {**found.answers, **answers}
    found.save(update_fields=["answers"])
    record("outset.answered", found, by=by, questions=sorted(answers))
    return found


@transaction.atomic
def set_up(outset: Outset, *, takes_size: bool, chosen: Collection[str], by: Actor) -> Outset:
    """Set the brand up as a check says: its size, what Home shows first, and the chosen first things as tasks."""
    access = require(by, "strategy.edit", outset.workspace_id)
    found = _lock(outset)
    said = found.outcome
    if said is None:
        raise Refusal(_("Some questions are still open. Answer them first."))
    if takes_size and found.workspace.size != said.size:
        if not access.may("workspace.edit"):
            raise NotAllowed(_("An owner changes the size of a brand. Leave it as it is, or ask one."))
        workspaces.edit(found.workspace, size=said.size, by=by)
    person = Person.objects.filter(pk=by.person_id or 0).first()
    todo = [each for each in beginnings(said, found.answers) if each.key in chosen]
    if todo and person is None:
        raise NotAllowed(_("Only a person can take tasks upon themselves."))
    for week, each in enumerate(todo, 1):
        assert person is not None, "checked above"
        tasks.give(
            found.workspace,
            person=person,
            what=each.what,
            due_on=found.workspace.today + timedelta(weeks=week),
            href=f"/{found.workspace.slug}/{each.page}",
            by=by,
        )
    found.first, found.ended_at = said.first.value, clock.now()
    found.save(update_fields=["first", "ended_at"])
    record("outset.set_up", found, by=by, first=found.first, tasks=len(todo))
    return found


def _lock(outset: Outset) -> Outset:
    """The check, still open, so that nobody else answers or ends it meanwhile."""
    found = Outset.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=outset.pk)
    if not found.is_open:
        raise Refusal(_("This check has ended. Begin another one; both can be compared."))
    return found
