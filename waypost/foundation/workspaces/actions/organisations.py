from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Organisation, Workspace
from waypost.foundation.workspaces.queries import runs
from waypost.toolkit.refusal import NotAllowed, Refusal


@transaction.atomic
def rename(workspace: Workspace, *, name: str, by: Actor) -> Organisation:
    """Rename the organisation that a workspace belongs to; whoever owns all of its brands may."""
    organisation = workspace.organisation
    if not runs(by, organisation):
        raise NotAllowed("That takes an owner of every brand of the organisation. Ask one of its admins.")
    if not name.strip():
        raise Refusal("Give the organisation a name.", field="name")
    organisation.name = name.strip()[:120]
    organisation.save(update_fields=["name"])
    record("organisation.renamed", organisation, by=by, workspace_id=workspace.pk)
    return organisation
