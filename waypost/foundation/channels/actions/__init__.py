from waypost.foundation.channels.actions import (
    by_hand,
    channels,
    consents,
    health,
    limits,
    quotas,
    renewals,
    terms,
    tokens,
)

__all__ = ["by_hand", "channels", "consents", "health", "limits", "quotas", "renewals", "terms", "tokens"]
