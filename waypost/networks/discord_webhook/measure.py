"""What a webhook may read: the signs that people gave its messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from waypost.networks.contract import Account, Counts
from waypost.networks.discord_api.counting import likes_of
from waypost.networks.discord_webhook import client


def posts(account: Account, remote_ids: Sequence[str]) -> Mapping[str, Counts]:
    """Return the signs under each message now, asked one by one; one that is gone is absent."""
    return likes_of(remote_ids, lambda remote_id: client.message(account, remote_id))


def account(account: Account) -> Counts:
    """Return nothing: a webhook is told nothing of the server."""
    return {}
