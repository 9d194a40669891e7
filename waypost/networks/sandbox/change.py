"""What may be done to a post that is out on the sandbox: take it away, or let it say something else."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from waypost.networks.contract import Account, Handle, Outgoing, Rejected
from waypost.networks.sandbox import client
from waypost.networks.sandbox.publish import body_of


def delete(account: Account, remote_id: str, key: str) -> None:
    """Take the post away; one that is not there any more is away."""
    try:
        client.call(account, "DELETE", _path(remote_id), client.DoneAnswer)
    except Rejected as error:
        if error.code != "not_found":
            raise


def edit(account: Account, remote_id: str, outgoing: Outgoing, handles: Mapping[str, Handle]) -> None:
    """Put words and pictures in the place of those before."""
    body = body_of(account, outgoing, handles)
    client.call(account, "PUT", _path(remote_id), client.PostAnswer, json=body)


def _path(remote_id: str) -> str:
    return f"/api/posts/{quote(remote_id, safe='')}"
