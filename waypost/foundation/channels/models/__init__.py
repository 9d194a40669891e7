from waypost.foundation.channels.models.channel import Channel
from waypost.foundation.channels.models.channel_access import ChannelAccess

__all__ = ["Channel", "ChannelAccess"]
