"""What an actor may do in one workspace: the key to every row of it."""

from dataclasses import dataclass

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.permissions import roles_that_may
from waypost.foundation.workspaces.domain.roles import Role


@dataclass(frozen=True)
class Access:
    """`actor` in the workspace `workspace_id`, with the roles held there.

    `limited`: the member works on some channels only (ChannelAccess in channels says which).
    """

    actor: Actor
    workspace_id: int
    roles: frozenset[Role]
    member_id: int | None = None
    limited: bool = False

    def may(self, permission: str) -> bool:
        """Whether the actor may do this here. The system may: its rules are the program's own."""
        return self.actor.is_system or not self.roles.isdisjoint(roles_that_may(permission))
