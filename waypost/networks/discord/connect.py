"""Connecting a channel: whose bot the token is, and whether it sees the channel."""

from __future__ import annotations

import regex
from pydantic import BaseModel

from waypost.networks.contract import (
    UNKNOWN_ACCOUNT,
    Account,
    Disconnected,
    Profile,
    Rejected,
)
from waypost.networks.discord import client
from waypost.networks.discord_api import answers

_LINK = regex.compile(r"channels/[0-9]+/([0-9]{15,22})")
_NUMBER = regex.compile(r"(?<![0-9])[0-9]{15,22}(?![0-9])")
# Channels of a server in which messages are written: text, announcements, and their threads.
_WRITTEN_IN = frozenset({0, 5, 10, 11, 12})


class ChannelAnswer(BaseModel):
    """A channel."""

    id: str
    type: int
    name: str | None = None
    guild_id: str | None = None


class GuildAnswer(BaseModel):
    """A server of Discord, which it calls a guild."""

    name: str
    approximate_member_count: int | None = None


def verify(account: Account) -> Profile:
    """Ask whose token this is and what the channel is. Raises Rejected with UNKNOWN_ACCOUNT where it cannot be used."""
    door = client.door(account)
    client.me(account)
    number = _channel(account)
    try:
        channel = answers.call(door, "GET", f"/channels/{number}", ChannelAnswer)
    except (Disconnected, Rejected) as error:
        raise _unusable(
            "The bot does not see that channel. Invite it to your server, and let it view the channel."
        ) from error
    if channel.type not in _WRITTEN_IN or not channel.guild_id:
        raise _unusable("Nothing is posted in a channel of that kind. Choose a text or announcement channel.")
    guild = answers.call(door, "GET", f"/guilds/{channel.guild_id}", GuildAnswer)
    return Profile(
        remote_id=f"{channel.guild_id}/{channel.id}",
        handle=f"#{channel.name} ({channel.id})",
        name=f"{guild.name} #{channel.name}",
    )


def _channel(account: Account) -> str:
    """The number of the channel, out of its link or as it stands."""
    if found := _LINK.search(account.handle):
        return str(found[1])
    if found := _NUMBER.search(account.handle):
        return str(found[0])
    if not account.handle.strip() and account.remote_id:
        return client.channel_of(account)
    raise _unusable(
        "That is not the link of a channel. Right-click the channel in Discord and choose “Copy Link”."
    )


def _unusable(sentence: str) -> Rejected:
    return Rejected(sentence, UNKNOWN_ACCOUNT)
