from collections.abc import Mapping
from typing import Any

from django.db import transaction

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.strategy.actions import drafts, proposals
from waypost.loop.strategy.domain.patch import between
from waypost.loop.strategy.domain.problem import DocumentRefused
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.domain.reasons import Reasons, title_of_change
from waypost.loop.strategy.domain.removal import without_references_to_removed
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.queries import current_version
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _


@transaction.atomic
def propose(
    workspace: Workspace, *, content: Mapping[str, Any], since: int, reasons: Reasons, by: Actor
) -> Proposal:
    """Propose that some fields of the strategy say something else than in version `since`; nothing changes yet."""
    require(by, "proposal.put", workspace.pk)
    drafts.lock(workspace)
    current = current_version(workspace.pk)
    if current is None:
        raise Refusal(_("There is no strategy yet that could be changed. Begin with one."))
    if current.number != since:
        sentence = _(
            "Version {number} came into force while you wrote. Look at what it says, and send this again."
        )
        raise Refusal(sentence.format(number=current.number))
    before = current.strategy
    try:
        after = strategy_from(before.model_dump(mode="json") | dict(content), whole=False)
    except DocumentRefused as refused:
        raise Refusal(str(refused)) from refused
    after = without_references_to_removed(before, after)
    return proposals.put_forward(
        workspace,
        patch=between(before, after),
        title=reasons.title or title_of_change(before, after),
        reason=reasons.reason,
        evidence=reasons.evidence,
        expects=reasons.expectation,
        by=by,
    )
