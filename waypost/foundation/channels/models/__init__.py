from waypost.foundation.channels.models.application import Application
from waypost.foundation.channels.models.channel import Channel
from waypost.foundation.channels.models.channel_access import ChannelAccess

__all__ = ["Application", "Channel", "ChannelAccess"]
