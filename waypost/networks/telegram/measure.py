"""What a bot can count: the members of a channel or group. Of single posts it is told nothing that it could ask for."""

from __future__ import annotations

from waypost.networks import calling
from waypost.networks.contract import Account, Counts, Metric
from waypost.networks.telegram import client


def account(account: Account) -> Counts:
    """Return the members now."""
    asked = {"chat_id": int(account.remote_id)}
    return {Metric.FOLLOWERS: calling.reading(lambda: client.call(account, "getChatMemberCount", int, asked))}
