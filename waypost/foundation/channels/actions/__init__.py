from waypost.foundation.channels.actions import (
    by_hand,
    channels,
    consents,
    health,
    limits,
    meters,
    terms,
    tokens,
)

__all__ = ["by_hand", "channels", "consents", "health", "limits", "renewals", "meters", "terms", "tokens"]
