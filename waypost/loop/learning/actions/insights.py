from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.learning.models import Insight, Look
from waypost.loop.learning.queries import latest_look, occupied
from waypost.loop.strategy.actions import proposals
from waypost.loop.strategy.domain.patch import Patch
from waypost.loop.strategy.domain.proposals import MOST_OPEN
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.queries import current_version, open_changes
from waypost.toolkit import clock

SOURCE = "learning"


@transaction.atomic
def propose(workspace: Workspace, *, by: Actor) -> list[Proposal]:
    """Put what the latest look suggests to the strategy, the largest gain first, as far as there is room for it.

    Nothing is put forward of a look that was made under another version, or of a place that is decided on or tried.
    """
    require(by, "proposal.put", workspace.pk)
    look, version = latest_look(workspace.pk), current_version(workspace.pk)
    if look is None or version is None or look.version != version.number:
        return []
    look.reviewed_at = clock.now()
    look.save(update_fields=["reviewed_at"])
    record("insights.reviewed", look, by=by)
    free, busy = MOST_OPEN - open_changes(workspace.pk).count(), occupied(workspace.pk)
    waiting = Insight.objects.filter(look=look, proposal=None)
    chosen = [insight for insight in waiting if insight.lever not in busy][: max(free, 0)]
    return [_put(insight, look, workspace, by) for insight in chosen]


def _put(insight: Insight, look: Look, workspace: Workspace, by: Actor) -> Proposal:
    proposal = proposals.put_forward(
        workspace,
        patch=Patch.model_validate(insight.patch),
        title=insight.title,
        reason=insight.reason,
        evidence=insight.evidence,
        expects=insight.expects,
        kind=insight.lever,
        subject=insight.lever,
        source=SOURCE,
        by=by,
    )
    insight.proposal = proposal
    insight.save(update_fields=["proposal"])
    record("insight.proposed", insight, by=by, proposal=proposal.pk, look=look.pk)
    return proposal
