from waypost.foundation.channels.actions import channels, health, limits, tokens

__all__ = ["channels", "health", "limits", "tokens"]
