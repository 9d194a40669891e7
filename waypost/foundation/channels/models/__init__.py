from waypost.foundation.channels.models.application import Application
from waypost.foundation.channels.models.channel import Channel
from waypost.foundation.channels.models.channel_access import ChannelAccess
from waypost.foundation.channels.models.quota import Quota
from waypost.foundation.channels.models.token_life import TokenLife

__all__ = ["Application", "Channel", "ChannelAccess", "Quota", "TokenLife"]
