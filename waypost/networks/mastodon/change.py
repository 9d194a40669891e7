"""What may be done to a post that is out on Mastodon: take it away, or let it say something else (since 3.5)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from waypost.networks.contract import Account, Handle, Outgoing
from waypost.networks.mastodon import client
from waypost.networks.mastodon.card import VISIBILITY, WARNING
from waypost.networks.mastodon.publish import body_of

# An edit moves no post and changes nobody who sees it.
_STAYS = frozenset({"in_reply_to_id", VISIBILITY})


def delete(account: Account, remote_id: str, key: str) -> None:
    """Take the post away; one that the server no longer has is away."""
    try:
        client.change("DELETE", account, _path(remote_id))
    except client.Missing:
        return


def edit(account: Account, remote_id: str, outgoing: Outgoing, handles: Mapping[str, Handle]) -> None:
    """Put words, pictures, poll and warning in the place of those before."""
    done = {name: json.loads(handle.value) for name, handle in handles.items()}
    body = {name: value for name, value in body_of(outgoing, done).items() if name not in _STAYS}
    body["spoiler_text"] = outgoing.options.get(WARNING, "").strip()
    client.change("PUT", account, _path(remote_id), json=body)


def _path(remote_id: str) -> str:
    return f"/api/v1/statuses/{remote_id}"
