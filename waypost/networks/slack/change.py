"""What may be done to a message that is out on Slack: take it away, or let it say something else."""

from __future__ import annotations

from collections.abc import Mapping

from waypost.networks.contract import Account, Handle, Outgoing
from waypost.networks.slack import client
from waypost.networks.slack.publish import body_of

# An edit moves no message, and shows no previews that were not there.
_STAYS = frozenset({"thread_ts", "unfurl_links", "unfurl_media"})


def delete(account: Account, remote_id: str, key: str) -> None:
    """Take the message away; one that is not there is away."""
    place = {"channel": client.channel_of(account), "ts": remote_id}
    try:
        client.post(account, "chat.delete", client.Outcome, place, "deletions")
    except client.Missing:
        return


def edit(account: Account, remote_id: str, outgoing: Outgoing, handles: Mapping[str, Handle]) -> None:
    """Put words and pictures in the place of those before; no blocks take away the pictures that were there."""
    done = {name: handle.value for name, handle in handles.items()}
    body = {"blocks": []} | body_of(account, outgoing, done)
    kept = {name: value for name, value in body.items() if name not in _STAYS}
    client.post(account, "chat.update", client.SentAnswer, kept | {"ts": remote_id}, "edits")
