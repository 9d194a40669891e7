"""A bot's own calls: which door they go through, and the messages of a channel."""

from __future__ import annotations

from urllib.parse import urlencode

import regex

from waypost.networks.contract import Account, Disconnected
from waypost.networks.discord_api import answers
from waypost.networks.discord_api.answers import Door, Message, User
from waypost.networks.discord_api.carrying import HOME

PAGE = 100
_TOKEN = regex.compile(r"[A-Za-z0-9._-]{20,200}")


def door(account: Account) -> Door:
    """How the bot calls. Raises Disconnected for what cannot be a token."""
    if not _TOKEN.fullmatch(account.token):
        raise Disconnected("That is not the token of a Discord bot. Copy it whole.")
    return Door(answers.base(account.server), {"authorization": f"Bot {account.token}"})


def guild_of(account: Account) -> str:
    """The server in which the channel is."""
    return account.remote_id.partition("/")[0]


def channel_of(account: Account) -> str:
    """The channel, as calls name it."""
    return account.remote_id.partition("/")[2]


def messages_path(account: Account, remote_id: str = "") -> str:
    """Where the channel's messages are, or one of them."""
    path = f"/channels/{channel_of(account)}/messages"
    return f"{path}/{remote_id}" if remote_id else path


def url_of(account: Account, remote_id: str) -> str:
    """Where people read a message."""
    return f"{HOME}/channels/{guild_of(account)}/{channel_of(account)}/{remote_id}"


def me(account: Account) -> User:
    """The bot itself. Raises as `answers.call` does."""
    return answers.call(door(account), "GET", "/users/@me", User)


def message(account: Account, remote_id: str) -> Message:
    """One message. Raises Gone where it is not there, and as `answers.call` does."""
    return answers.call(door(account), "GET", messages_path(account, remote_id), Message)


def page(account: Account, *, before: str = "", after: str = "") -> list[Message]:
    """Messages of the channel, newest first: the newest, those before one, or the first ones after one."""
    asked = {name: value for name, value in (("before", before), ("after", after)) if value}
    path = f"{messages_path(account)}?{urlencode({'limit': str(PAGE), **asked})}"
    found = answers.call(door(account), "GET", path, list[Message])
    return sorted(found, key=lambda each: int(each.id), reverse=True)
