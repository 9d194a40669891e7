from waypost.foundation.workspaces.actions import invitations, members, workspaces

__all__ = ["invitations", "members", "workspaces"]
