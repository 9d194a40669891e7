from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.domain.kinds import TURNED_OFF
from waypost.foundation.notices.models import Mute
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.toolkit.refusal import NotAllowed, Refusal


@transaction.atomic
def mute(workspace: Workspace, *, person: Person, kind: str, by: Actor) -> Mute:
    """Tell somebody nothing of one kind any more; only they themselves turn it off."""
    _theirs(workspace, person, kind, by)
    muted, is_new = Mute.objects.get_or_create(workspace=workspace, person=person, kind=kind)
    if is_new:
        record("notice.muted", workspace, by=by, workspace_id=workspace.pk, kind=kind)
    return muted


@transaction.atomic
def unmute(workspace: Workspace, *, person: Person, kind: str, by: Actor) -> None:
    """Tell somebody one kind of thing again."""
    _theirs(workspace, person, kind, by)
    gone, _rows = Mute.objects.filter(workspace=workspace, person=person, kind=kind).delete()
    if gone:
        record("notice.unmuted", workspace, by=by, workspace_id=workspace.pk, kind=kind)


def _theirs(workspace: Workspace, person: Person, kind: str, by: Actor) -> None:
    require(by, "workspace.see", workspace.pk)
    if by.person_id != person.pk:
        raise NotAllowed("What somebody is told is their own to choose.")
    if kind not in TURNED_OFF:
        raise Refusal("That cannot be turned off: it tells you of work that waits for you.")
