from waypost.foundation.notices.models.notice import Notice
from waypost.foundation.notices.models.task import Task

__all__ = ["Notice", "Task"]
