from waypost.foundation.workspaces.views.invitations import invitation, withdrawal
from waypost.foundation.workspaces.views.journal import journal
from waypost.foundation.workspaces.views.members import departure, member, members
from waypost.foundation.workspaces.views.settings import organisation, settings

__all__ = [
    "departure",
    "invitation",
    "journal",
    "member",
    "members",
    "organisation",
    "settings",
    "withdrawal",
]
