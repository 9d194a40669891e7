from waypost.foundation.notices.actions import devices, mail, notices, push, tasks
from waypost.foundation.notices.actions.notices import tell

__all__ = ["devices", "mail", "notices", "push", "tasks", "tell"]
