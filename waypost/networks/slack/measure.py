"""What Slack counts of messages and of a channel, and the app's own past messages there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial

from waypost.networks import calling
from waypost.networks.contract import Account, Counts, Metric, PastPost, PastPosts
from waypost.networks.slack import client
from waypost.networks.slack.connect import ChannelAnswer
from waypost.networks.slack.words import plain

_PAGE = "100"


def posts(account: Account, remote_ids: Sequence[str]) -> Mapping[str, Counts]:
    """Return the reactions and answers of each message now; one that is gone is absent."""
    found: dict[str, Counts] = {}
    for ts in remote_ids:
        with suppress(_Gone):
            found[ts] = _counts(calling.reading(partial(_there, account, ts)))
    return found


def account(account: Account) -> Counts:
    """Return how many people are in the channel now."""
    asked = {"channel": client.channel_of(account), "include_num_members": "true"}
    found = calling.reading(lambda: client.get(account, "conversations.info", ChannelAnswer, **asked)).channel
    return {} if found.num_members is None else {Metric.FOLLOWERS: found.num_members}


def history(account: Account, cursor: str) -> PastPosts:
    """Return those messages of a page of the channel that are the app's own, newest first."""
    asked = {"channel": client.channel_of(account), "limit": _PAGE} | ({"cursor": cursor} if cursor else {})
    us = calling.reading(lambda: client.who(account))
    page = calling.reading(
        lambda: client.get(account, "conversations.history", client.MessagesAnswer, **asked)
    )
    own = [one for one in page.messages if one.user == us.user_id and one.root == one.ts]
    return PastPosts(posts=tuple(_past(us, account, message) for message in own), cursor=page.following)


class _Gone(Exception):
    """The message is no longer there."""


def _there(account: Account, ts: str) -> client.Message:
    try:
        return client.message(account, ts)
    except client.Missing as error:
        raise _Gone from error


def _counts(message: client.Message) -> Counts:
    return {
        Metric.LIKES: sum(reaction.count for reaction in message.reactions),
        Metric.COMMENTS: message.reply_count,
    }


def _past(us: client.WhoAnswer, account: Account, message: client.Message) -> PastPost:
    pictures = sum(block.get("type") == "image" for block in message.blocks)
    return PastPost(
        remote_id=message.ts,
        url=client.link(us, account, message.ts),
        text=plain(message.text),
        at=message.at,
        format="carousel" if pictures > 1 else "image" if pictures else "text",
    )
