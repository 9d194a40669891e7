"""What may be done to a post or a comment that is out: put it into the site's trash, or let it say something else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress

from waypost.networks.articles.limits import hold_against_limit
from waypost.networks.contract import Account, Handle, Outgoing, Rejected
from waypost.networks.wordpress import client
from waypost.networks.wordpress.client import PostAnswer
from waypost.networks.wordpress.places import place_of
from waypost.networks.wordpress.publish import body_of, comment_of

_NO_TRASH = "rest_trash_not_supported"


def delete(account: Account, remote_id: str, key: str) -> None:
    """Put it into the trash; where a site has none, it is gone at once. What is in the trash already is away."""
    path = place_of(remote_id).path
    with suppress(client.Missing):
        try:
            client.delete(account, path)
        except Rejected as error:
            if error.code != _NO_TRASH:
                raise
            client.delete(account, path, force="true")


def edit(account: Account, remote_id: str, outgoing: Outgoing, handles: Mapping[str, Handle]) -> None:
    """Put title, words, pictures, categories and tags in the place of those before; its address stays."""
    place, done = place_of(remote_id), {name: json.loads(handle.value) for name, handle in handles.items()}
    hold_against_limit(outgoing)
    # What is in the trash could be edited there, and nobody would see it.
    found = client.get(account, place.path, PostAnswer, context="edit", _fields="id,status")
    if found.status in ("trash", "spam"):
        raise Rejected("This post is in the trash of the site. Put it back there first.", "trash")
    body = {"content": comment_of(outgoing.text)} if place.is_comment else body_of(outgoing, done)
    client.post(account, place.path, PostAnswer, body)
    _leave_no_draft(account, place.number, done.get("draft"))


def _leave_no_draft(account: Account, number: int, draft: int | None) -> None:
    """Delete the draft that was made on the way to an edit, where the post itself was not found by its slug."""
    if draft is not None and draft != number:
        with suppress(client.Missing):
            client.delete(account, f"/posts/{draft}", force="true")
