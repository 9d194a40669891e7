"""What must be said above the queue: nobody sends, the installation is held, a hold is on, a network is silent."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import dateformat

from waypost.foundation.processes import queries as processes
from waypost.foundation.processes.models import Installation
from waypost.foundation.workspaces.gate import WorkspaceRequest
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import operates
from waypost.loop.publishing import queries
from waypost.loop.publishing.models import Circuit, Hold
from waypost.loop.publishing.queries import holding
from waypost.loop.publishing.queries.networks import silent_servers
from waypost.toolkit.wording import _, count


@dataclass(frozen=True)
class Alerts:
    """`silence` says that no publisher lives and since when; `held` is the installation when it may not publish;
    `silent` are servers that do not answer."""

    silence: str
    held: Installation | None
    may_release: bool
    holds: list[Hold]
    silent: list[Circuit]

    @property
    def any(self) -> bool:
        return bool(self.silence or self.held or self.holds or self.silent)

    @property
    def stops(self) -> bool:
        """Whether any of it keeps every post from leaving."""
        return bool(self.silence or self.held) or self.holds_everything

    @property
    def holds_everything(self) -> bool:
        return any(hold.is_on and hold.scope == Hold.Scope.WORKSPACE for hold in self.holds)


def alerts_for(request: WorkspaceRequest, *, late: int) -> Alerts:
    """What stands in the way of everything at this moment, while `late` posts are late; derived, never stored."""
    installation = processes.installation()
    held = installation if installation is not None and installation.held_at is not None else None
    return Alerts(
        silence=_silence(request.workspace, queries.nobody_sends(), late),
        held=held,
        may_release=held is not None and operates(request.actor),
        holds=holding.holds_to_mention(request.access),
        silent=silent_servers(request.access),
    )


def _silence(workspace: Workspace, nobody: datetime | bool, late: int) -> str:
    if nobody is False:
        return ""
    seen = _("no worker was ever seen")
    if isinstance(nobody, datetime):
        local = workspace.local(nobody)
        pattern = "H:i" if local.date() == workspace.today else "D j M Y, H:i"
        seen = f"no worker seen since {dateformat.format(local, pattern)}"
    if late:
        return f"{count(late, 'post is', 'posts are')} late; {seen}."
    return f"{seen[0].upper()}{seen[1:]}."
