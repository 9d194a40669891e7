from waypost.foundation.workspaces.actions import invitations, members, organisations, removal, workspaces

__all__ = ["invitations", "members", "organisations", "removal", "workspaces"]
