from waypost.foundation.workspaces.actions import invitations, members, organisations, workspaces

__all__ = ["invitations", "members", "organisations", "workspaces"]
