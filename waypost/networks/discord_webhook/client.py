"""A webhook's own calls. Its address is the secret, so no address is ever told."""

from __future__ import annotations

import regex

from waypost.networks.contract import Account, Disconnected
from waypost.networks.discord_api import answers
from waypost.networks.discord_api.answers import Door, Message
from waypost.networks.discord_api.carrying import HOME

_ADDRESS = regex.compile(r"\S*webhooks/(?P<id>[0-9]{15,22})/(?P<token>[A-Za-z0-9_-]{20,200})/?(?:\?\S*)?")


def door(account: Account) -> Door:
    """How the webhook is called: at Discord, whatever server its address names. Raises Disconnected for what is none."""
    found = _ADDRESS.fullmatch(account.token.strip())
    if found is None:
        raise Disconnected("That is not the address of a webhook. Copy it whole from the channel’s settings.")
    return Door(f"{answers.base(account.server)}/webhooks/{found['id']}/{found['token']}")


def message_path(remote_id: str) -> str:
    """Where one of its messages is."""
    return f"/messages/{remote_id}"


def message(account: Account, remote_id: str) -> Message:
    """One of its messages. Raises Gone where it is not there, and as `answers.call` does."""
    return answers.call(door(account), "GET", message_path(remote_id), Message)


def url_of(account: Account, remote_id: str) -> str:
    """Where people read a message."""
    guild, channel, _webhook = account.remote_id.split("/")
    return f"{HOME}/channels/{guild}/{channel}/{remote_id}"
