from waypost.foundation.notices.actions import mail, notices, tasks
from waypost.foundation.notices.actions.notices import tell

__all__ = ["mail", "notices", "tasks", "tell"]
