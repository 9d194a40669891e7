"""What Discord counts: the signs that people give a message, the members of a server, and the bot's own past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from waypost.networks import calling
from waypost.networks.contract import Account, Counts, Metric, PastPost, PastPosts
from waypost.networks.discord import client
from waypost.networks.discord.connect import GuildAnswer
from waypost.networks.discord_api import answers
from waypost.networks.discord_api.answers import Message
from waypost.networks.discord_api.counting import likes_of
from waypost.networks.discord_api.speaking import words_of


def posts(account: Account, remote_ids: Sequence[str]) -> Mapping[str, Counts]:
    """Return the signs under each message now, asked one by one; one that is gone is absent."""
    return likes_of(remote_ids, lambda remote_id: client.message(account, remote_id))


def account(account: Account) -> Counts:
    """Return the members of the server now, about."""
    path = f"/guilds/{client.guild_of(account)}?with_counts=true"
    found = calling.reading(lambda: answers.call(client.door(account), "GET", path, GuildAnswer))
    members = found.approximate_member_count
    return {} if members is None else {Metric.FOLLOWERS: members}


def history(account: Account, cursor: str) -> PastPosts:
    """Return a page of what the bot said by itself in the channel, newest first."""
    own = calling.reading(lambda: client.me(account)).id
    page = calling.reading(lambda: client.page(account, before=cursor))
    return PastPosts(
        posts=tuple(_past(account, each) for each in page if each.author.id == own and not each.above),
        cursor=page[-1].id if len(page) == client.PAGE else "",
    )


def _past(account: Account, message: Message) -> PastPost:
    kinds = [str(each.get("content_type") or "") for each in message.attachments]
    pictures = [kind for kind in kinds if kind.startswith("image/")]
    if len(kinds) > 1:
        form = "carousel"
    elif pictures:
        form = "image"
    else:
        form = "video" if any(kind.startswith("video/") for kind in kinds) else "text"
    return PastPost(
        remote_id=message.id,
        url=client.url_of(account, message.id),
        text=words_of(message),
        at=message.timestamp,
        format=form,
    )
