from waypost.foundation.channels.actions import channels, health

__all__ = ["channels", "health"]
