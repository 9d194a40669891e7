"""Connecting one channel of a workspace by the token of an app of one's own."""

from __future__ import annotations

from pydantic import BaseModel, Field

from waypost.networks.contract import UNKNOWN_ACCOUNT, Account, Disconnected, Profile, Rejected
from waypost.networks.slack import client

_PAGES = 20
_KINDS = "public_channel,private_channel"


class Channel(BaseModel):
    """A channel, as the app sees it."""

    id: str
    name: str = ""
    is_member: bool = False
    is_archived: bool = False
    num_members: int | None = None


class ChannelAnswer(BaseModel):
    """One channel."""

    channel: Channel


class ChannelsAnswer(client.Outcome):
    """Some of the channels in which the app is."""

    channels: list[Channel] = Field(default_factory=list)


def verify(account: Account) -> Profile:
    """Ask whose token this is, and for the channel that was named or is known already.

    Raises Rejected with UNKNOWN_ACCOUNT when the app is in no such channel, Disconnected when the token is no good.
    """
    found = client.get(account, "auth.test", client.WhoAnswer)
    typed = "".join(filter(str.isprintable, account.handle)).strip()
    named = client.channel_of(account) or typed.rstrip("/").rpartition("/")[2]
    channel = _by_id(account, named) or _by_name(account, named.removeprefix("#").lower())
    if channel is None or not channel.is_member or channel.is_archived:
        raise Rejected(
            f"The app is in no channel “{named[:80]}”. Type /invite and the app’s name there, then try again.",
            UNKNOWN_ACCOUNT,
        )
    return Profile(
        remote_id=f"{found.team_id}/{channel.id}",
        handle=f"#{channel.name}",
        name=f"{found.team} #{channel.name}",
    )


def _by_id(account: Account, named: str) -> Channel | None:
    """The channel of an id; None where it is none, or none that the app sees."""
    if not (named[:1] in ("C", "G") and named.isalnum() and named.isupper()):
        return None
    try:
        return client.get(account, "conversations.info", ChannelAnswer, channel=named).channel
    except Disconnected as error:
        # Said of a channel alone: whether the token is good was asked before.
        raise Rejected(error.reason, UNKNOWN_ACCOUNT) from error


def _by_name(account: Account, name: str) -> Channel | None:
    """The channel of a name, among those in which the app is."""
    asked = {"types": _KINDS, "exclude_archived": "true", "limit": "200"}
    for _ in range(_PAGES):
        page = client.get(account, "users.conversations", ChannelsAnswer, **asked)
        for channel in page.channels:
            if channel.name.lower() == name:
                # A list of the channels in which one is does not say again that one is.
                return channel.model_copy(update={"is_member": True})
        if not page.following:
            return None
        asked["cursor"] = page.following
    return None
