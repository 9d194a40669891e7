"""Sending to Discord by a bot: one call with all files and a nonce, and the look through the channel afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from waypost.networks.contract import Account, Handle, Outgoing, ReadyCall, Sent, Step
from waypost.networks.discord import client
from waypost.networks.discord_api import speaking
from waypost.networks.discord_api.answers import Message
from waypost.toolkit import http

_PAGES = 50
_LONGEST_NONCE = 25


def steps(account: Account, outgoing: Outgoing) -> tuple[Step, ...]:
    """Nothing can be done before: files travel with the message."""
    return ()


def run_step(account: Account, outgoing: Outgoing, name: str, handles: Mapping[str, Handle]) -> Handle:
    """There is none."""
    raise LookupError(f"Discord has no step {name}")


def prepare(account: Account, outgoing: Outgoing, handles: Mapping[str, Handle]) -> ReadyCall:
    """Build the call and connect. Raises Rejected for what cannot go together, Unreachable."""
    body = speaking.body_of(outgoing) | {"nonce": _nonce(outgoing.key), "enforce_nonce": True}
    if outgoing.in_reply_to:
        body["message_reference"] = {"message_id": outgoing.in_reply_to, "fail_if_not_exists": True}
    return speaking.prepare(
        client.door(account),
        client.messages_path(account),
        body,
        outgoing,
        lambda message: _sent(account, message),
    )


def find(account: Account, outgoing: Outgoing, since: datetime, known_ids: frozenset[str]) -> Sent | None:
    """Look through the bot's own messages in the channel, newest first, back to `since`."""
    own, before = client.me(account).id, ""
    for _ in range(_PAGES):
        page = client.page(account, before=before)
        for message in page:
            is_candidate = (
                message.author.id == own
                and message.id not in known_ids
                and message.timestamp >= since
                and message.above == outgoing.in_reply_to
            )
            if is_candidate and speaking.says(outgoing, message):
                return _sent(account, message)
        if len(page) < client.PAGE or page[-1].timestamp < since:
            return None
        before = page[-1].id
    raise http.UnreadableAnswer("the channel's messages do not reach back to the moment in question")


def _nonce(key: str) -> str:
    """The key as Discord takes it: for some minutes a message with the same one is given back, and none is made."""
    return key if len(key) <= _LONGEST_NONCE else sha256(key.encode()).hexdigest()[:_LONGEST_NONCE]


def _sent(account: Account, message: Message) -> Sent:
    return Sent(remote_id=message.id, url=client.url_of(account, message.id))
