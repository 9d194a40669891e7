"""What may be done to a post that is out on Ghost: take it away, or let it say something else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress

from waypost.networks.articles.limits import hold_against_limit
from waypost.networks.contract import Account, Handle, Outgoing
from waypost.networks.ghost import client, preparing
from waypost.networks.ghost.publish import body_of


def delete(account: Account, remote_id: str, key: str) -> None:
    """Take the post away for good: Ghost has no trash. One that is gone is away."""
    with suppress(client.Missing):
        client.delete(account, f"/posts/{remote_id}/")


def edit(account: Account, remote_id: str, outgoing: Outgoing, handles: Mapping[str, Handle]) -> None:
    """Put title, words, pictures and tags in the place of those before; its address stays, and no mail goes out.

    Whoever edits it on the site at the same moment is not written over: then it is tried again on what they left.
    """
    hold_against_limit(outgoing)
    done = {name: json.loads(handle.value) for name, handle in handles.items()}
    said = body_of(outgoing, done) | {"updated_at": preparing.current(account, remote_id).updated_at}
    client.write("PUT", account, f"/posts/{remote_id}/", client.PostAnswer, {"posts": [said]}, source="html")
    draft = done.get("draft", remote_id)
    # Made on the way, where the post itself was not found by its slug because its title was another.
    if draft != remote_id:
        delete(account, draft, outgoing.key)
