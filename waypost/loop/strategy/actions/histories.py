"""A strategy with its past, taken over from where it was kept before."""

from collections.abc import Sequence

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.strategy.actions import drafts, identities
from waypost.loop.strategy.domain.past import PastVersion
from waypost.loop.strategy.models import StrategyVersion
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _

DECIDED_BY = _("whoever decided before")
State = StrategyVersion.State


@transaction.atomic
def take_over(workspace: Workspace, *, versions: Sequence[PastVersion], by: Actor) -> StrategyVersion:
    """Let a brand that has no strategy yet begin with one and all of its versions, oldest first: the last is current.

    What was published long ago is judged by the version that was current then.
    """
    require(by, "strategy.accept", workspace.pk)
    drafts.lock(workspace)
    if not versions:
        raise Refusal(_("There is no strategy to take over."))
    if StrategyVersion.objects.filter(workspace=workspace).exists():
        raise Refusal(
            _("This brand has a strategy already. Only a new brand begins with the past of another.")
        )
    moments = [version.accepted_at for version in versions]
    if moments != sorted(moments) or moments[-1] > clock.now():
        raise Refusal(_("These versions do not follow one another in time. Download the brand’s file again."))
    current = None
    for number, version in enumerate(versions, start=1):
        is_last = number == len(versions)
        current = _made(workspace, number, version, State.CURRENT if is_last else State.PREVIOUS, by)
        identities.follow(current)
    assert current is not None
    record(
        "strategy.accepted", current, by=by, number=current.number, based_on=current.based_on,
        note=current.note, taken_over=len(versions),
    )  # fmt: skip
    return current


def _made(
    workspace: Workspace, number: int, version: PastVersion, state: State, by: Actor
) -> StrategyVersion:
    return StrategyVersion.objects.create(
        workspace=workspace,
        number=number,
        state=state,
        document=version.strategy.as_record(),
        based_on=number - 1 or None,
        note=version.note[:300],
        created_at=version.accepted_at,
        created_by=DECIDED_BY,
        changed_at=version.accepted_at,
        accepted_at=version.accepted_at,
        accepted_by=by.label if state == State.CURRENT else DECIDED_BY,
    )
