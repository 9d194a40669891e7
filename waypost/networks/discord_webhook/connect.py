"""Connecting a webhook: which channel its address leads to."""

from __future__ import annotations

from pydantic import BaseModel

from waypost.networks.contract import Account, Disconnected, Profile, Rejected
from waypost.networks.discord_api import answers
from waypost.networks.discord_webhook import client


class WebhookAnswer(BaseModel):
    """A webhook."""

    id: str
    channel_id: str | None = None
    guild_id: str | None = None
    name: str | None = None


def verify(account: Account) -> Profile:
    """Ask what the address leads to. Raises Disconnected where it leads nowhere (any more)."""
    try:
        found = answers.call(client.door(account), "GET", "", WebhookAnswer)
    except Rejected as error:
        raise Disconnected(error.reason) from error
    if not found.guild_id or not found.channel_id:
        raise Disconnected("That webhook belongs to no channel of a server.")
    name = found.name or "Webhook"
    return Profile(remote_id=f"{found.guild_id}/{found.channel_id}/{found.id}", handle=name, name=name)
