from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.models import Administrator, Organisation, Workspace
from waypost.foundation.workspaces.queries import brands_of, possible_administrators, runs
from waypost.toolkit.refusal import NotAllowed, Refusal


@transaction.atomic
def add(workspace: Workspace, *, person: Person, by: Actor) -> Administrator:
    """Let somebody who works on one of its brands run the whole organisation that a workspace belongs to."""
    organisation = workspace.organisation
    _must_run(by, organisation)
    if not possible_administrators(organisation).filter(pk=person.pk).exists():
        raise Refusal(
            "Choose somebody who works on one of the brands and is not an admin yet.", field="person"
        )
    administrator = Administrator.objects.create(organisation=organisation, person=person)
    _record("organisation.admin_added", administrator, by=by)
    return administrator


@transaction.atomic
def remove(administrator: Administrator, *, by: Actor) -> None:
    """End it; everybody may end their own. What somebody is in each brand stays, and each brand has its owner."""
    if by.person_id != administrator.person_id:
        _must_run(by, administrator.organisation)
    _record("organisation.admin_removed", administrator, by=by)
    administrator.delete()


def _must_run(by: Actor, organisation: Organisation) -> None:
    if not runs(by, organisation):
        raise NotAllowed("That takes an owner of every brand of the organisation. Ask one of its admins.")


def _record(verb: str, administrator: Administrator, *, by: Actor) -> None:
    """In the journal of each brand: each has an owner more, or one less."""
    for brand in brands_of(administrator.organisation):
        record(verb, administrator, by=by, workspace_id=brand.pk, person=administrator.person_id)
