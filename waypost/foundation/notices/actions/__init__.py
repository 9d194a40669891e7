from waypost.foundation.notices.actions import devices, mail, mutes, notices, push, push_keys, tasks
from waypost.foundation.notices.actions.notices import tell

__all__ = ["devices", "mail", "mutes", "notices", "push", "push_keys", "tasks", "tell"]
