"""What may be done to a bot's message that is out: take it away, or let it say something else."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from waypost.networks.contract import Account, Handle, Outgoing
from waypost.networks.discord import client
from waypost.networks.discord_api import answers, speaking


def delete(account: Account, remote_id: str, key: str) -> None:
    """Take the message away; one that is not there any more is away."""
    with suppress(answers.Gone):
        answers.call(client.door(account), "DELETE", client.messages_path(account, remote_id), type(None))


def edit(account: Account, remote_id: str, outgoing: Outgoing, handles: Mapping[str, Handle]) -> None:
    """Put words and pictures in the place of those before."""
    speaking.change(client.door(account), client.messages_path(account, remote_id), outgoing)
