from datetime import timedelta

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.learning.queries import latest_look
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _

REST = timedelta(minutes=5)


@transaction.atomic
def ask(workspace: Workspace, *, by: Actor) -> Entry:
    """Ask for a look at the posts now; it is taken after this is committed, away from the page."""
    require(by, "proposal.put", workspace.pk)
    look = latest_look(workspace.pk)
    if look is not None and clock.now() - look.looked_at < REST:
        raise Refusal(_("The posts were looked at a moment ago. Come back when there are more of them."))
    return record("look.asked", workspace, by=by, workspace_id=workspace.pk)
