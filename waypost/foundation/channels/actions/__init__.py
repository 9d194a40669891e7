from waypost.foundation.channels.actions import (
    by_hand,
    channels,
    consents,
    health,
    limits,
    meters,
    renewals,
    terms,
    tokens,
)

__all__ = ["by_hand", "channels", "consents", "health", "limits", "meters", "renewals", "terms", "tokens"]
