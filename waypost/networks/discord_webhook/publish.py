"""Sending to Discord by a webhook: one call that waits for its answer. Nobody can look afterwards whether it arrived."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from waypost.networks.contract import Account, Handle, Outgoing, ReadyCall, Rejected, Sent, Step
from waypost.networks.discord_api import speaking
from waypost.networks.discord_api.answers import Message
from waypost.networks.discord_webhook import client


def steps(account: Account, outgoing: Outgoing) -> tuple[Step, ...]:
    """Nothing can be done before: files travel with the message."""
    return ()


def run_step(account: Account, outgoing: Outgoing, name: str, handles: Mapping[str, Handle]) -> Handle:
    """There is none."""
    raise LookupError(f"Discord has no step {name}")


def prepare(account: Account, outgoing: Outgoing, handles: Mapping[str, Handle]) -> ReadyCall:
    """Build the call and connect. Raises Rejected for what cannot go together, Unreachable."""
    if outgoing.in_reply_to:
        raise Rejected("A webhook answers nobody. Connect the channel by a bot to answer there.", "answer")
    # Without waiting Discord answers at once and hides that it refused.
    return speaking.prepare(
        client.door(account),
        "?wait=true",
        speaking.body_of(outgoing),
        outgoing,
        lambda message: _sent(account, message),
    )


def find(account: Account, outgoing: Outgoing, since: datetime, known_ids: frozenset[str]) -> Sent | None:
    """A webhook reads a message by its number, which only an answer would have told us."""
    raise NotImplementedError


def _sent(account: Account, message: Message) -> Sent:
    return Sent(remote_id=message.id, url=client.url_of(account, message.id))
