"""What may be done to a post that is out on Mastodon: take it away, or let it say something else (since 3.5)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from waypost.networks.contract import Account, Handle, Outgoing, Rejected
from waypost.networks.mastodon import client
from waypost.networks.mastodon.card import CARD, VISIBILITY, WARNING
from waypost.networks.mastodon.client import PollAnswer
from waypost.networks.mastodon.publish import body_of, must_go_together
from waypost.toolkit import clock

# An edit moves no post and changes nobody who sees it.
_STAYS = frozenset({"in_reply_to_id", VISIBILITY})
assert CARD.polls is not None
_NEAREST_END = CARD.polls.seconds_min


def delete(account: Account, remote_id: str, key: str) -> None:
    """Take the post away; one that the server no longer has is away."""
    try:
        client.change("DELETE", account, _path(remote_id))
    except client.Missing:
        return


def edit(account: Account, remote_id: str, outgoing: Outgoing, handles: Mapping[str, Handle]) -> None:
    """Put words, pictures, poll and warning in the place of those before; what the writer leaves to the account stays.

    Raises Rejected where the poll would begin anew: see `_as_it_ends`.
    """
    must_go_together(outgoing)
    now = client.status(account, remote_id)
    done = {name: json.loads(handle.value) for name, handle in handles.items()}
    body = {name: value for name, value in body_of(outgoing, done).items() if name not in _STAYS}
    warning = outgoing.options.get(WARNING, "").strip()
    # Each sets the other (PostStatusService and UpdateStatusService of the server, 4.5), so both are said: what is hidden
    # without a warning is so because the account hides everything.
    body["spoiler_text"] = warning
    body.setdefault("sensitive", bool(warning or (now.sensitive and not now.spoiler_text)))
    if "poll" in body and now.poll is not None:
        body["poll"] = _as_it_ends(body["poll"], now.poll)
    client.change("PUT", account, _path(remote_id), json=body)


def _as_it_ends(poll: dict[str, Any], now: PollAnswer) -> dict[str, Any]:
    """The poll with the end that it has already, where its answers stay: else each edit would move its end.

    With other answers all votes are gone, and it is open from now on for as long as the writer chose. Raises Rejected
    when a poll that stays is over, or nearly: the server takes no end that is so near, and would open it again.
    """
    stays = [one.get("title") for one in now.options] == poll["options"]
    if not stays or bool(now.multiple) is not poll.get("multiple", False):
        return poll
    if now.expires_at is None:
        return poll
    left = int((now.expires_at - clock.now()).total_seconds())
    if now.expired or left < _NEAREST_END:
        raise Rejected(
            "The poll of this post is over, and Mastodon would open it again. Leave the post as it is, or take it away.",
            "poll_over",
        )
    return poll | {"expires_in": left}


def _path(remote_id: str) -> str:
    return f"/api/v1/statuses/{remote_id}"
