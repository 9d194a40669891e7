from waypost.foundation.workspaces.views.invitations import invitation, withdrawal
from waypost.foundation.workspaces.views.journal import journal
from waypost.foundation.workspaces.views.members import departure, member, members
from waypost.foundation.workspaces.views.organisation import admin_departure, admins, organisation
from waypost.foundation.workspaces.views.settings import settings

__all__ = [
    "admin_departure",
    "admins",
    "departure",
    "invitation",
    "journal",
    "member",
    "members",
    "organisation",
    "settings",
    "withdrawal",
]
