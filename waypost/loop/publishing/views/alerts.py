"""What must be said above the queue: nobody sends, the installation is held, a hold is on."""

from dataclasses import dataclass
from datetime import datetime

from waypost.foundation.processes import queries as processes
from waypost.foundation.processes.models import Installation
from waypost.foundation.workspaces.gate import WorkspaceRequest
from waypost.loop.publishing import queries
from waypost.loop.publishing.models import Hold


@dataclass(frozen=True)
class Alerts:
    """`silent`: no publisher lives; `seen_at` is when one was seen last, `seen_today` what the wall said when that
    was today."""

    silent: bool
    seen_at: datetime | None
    seen_today: datetime | None
    held: Installation | None
    may_release: bool
    holds: list[Hold]

    @property
    def holds_everything(self) -> bool:
        return any(hold.scope == Hold.Scope.WORKSPACE for hold in self.holds)

    @property
    def any(self) -> bool:
        return self.silent or self.held is not None or bool(self.holds)


def alerts_for(request: WorkspaceRequest) -> Alerts:
    """What stands in the way of everything at this moment; derived, never stored."""
    nobody = queries.nobody_sends()
    seen_at = nobody if isinstance(nobody, datetime) else None
    seen_local = request.workspace.local(seen_at) if seen_at else None
    installation = processes.installation()
    return Alerts(
        silent=nobody is not False,
        seen_at=seen_at,
        seen_today=seen_local if seen_local and seen_local.date() == request.workspace.today else None,
        held=installation if installation is not None and installation.held_at is not None else None,
        may_release=request.access.may("workspace.edit"),
        holds=list(queries.holds_on(request.access)),
    )
