from waypost.foundation.notices.models.device import Device
from waypost.foundation.notices.models.mute import Mute
from waypost.foundation.notices.models.notice import Notice
from waypost.foundation.notices.models.push_key import PushKey
from waypost.foundation.notices.models.task import Task

__all__ = ["Device", "Mute", "Notice", "PushKey", "Task"]
