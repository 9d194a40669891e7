from waypost.foundation.channels.actions import channels, consents, health, limits, terms, tokens

__all__ = ["channels", "consents", "health", "limits", "terms", "tokens"]
