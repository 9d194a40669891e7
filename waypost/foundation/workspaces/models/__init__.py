from waypost.foundation.workspaces.models.invitation import Invitation
from waypost.foundation.workspaces.models.member import HeldRole, Member
from waypost.foundation.workspaces.models.organisation import Administrator, Organisation
from waypost.foundation.workspaces.models.unpacking import Unpacking
from waypost.foundation.workspaces.models.workspace import Workspace

__all__ = ["Administrator", "HeldRole", "Invitation", "Member", "Organisation", "Unpacking", "Workspace"]
