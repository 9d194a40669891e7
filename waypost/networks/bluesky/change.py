"""Taking a post away from Bluesky. There is no editing: a record put in its place is not shown reliably (2026-11)."""

from __future__ import annotations

from itertools import count, takewhile

from pydantic import BaseModel

from waypost.networks.bluesky import gates, lookups, sessions
from waypost.networks.bluesky.keys import record_key
from waypost.networks.bluesky.places import is_direct
from waypost.networks.bluesky.records import COLLECTION
from waypost.networks.contract import Account, Rejected


class WritesAnswer(BaseModel):
    """The writes were done."""


def delete(account: Account, remote_id: str, key: str) -> None:
    """Take away, in one commit, the post, every part that follows it, and what says who may answer or quote it."""
    if is_direct(remote_id):
        raise Rejected("A direct message on Bluesky cannot be taken back.", "DirectMessage")
    first = remote_id.rpartition("/")[2]
    following = (record_key(key, part) for part in count(1))
    there = [
        (collection, first)
        for collection in (COLLECTION, *gates.COLLECTIONS)
        if _is_there(account, collection, first)
    ]
    parts = takewhile(lambda name: _is_there(account, COLLECTION, name), following)
    there += [(COLLECTION, name) for name in parts]
    if there:
        writes = [
            {"$type": "com.atproto.repo.applyWrites#delete", "collection": collection, "rkey": name}
            for collection, name in there
        ]
        body = {"repo": account.remote_id, "writes": writes}
        sessions.post(account, "com.atproto.repo.applyWrites", WritesAnswer, body)


def _is_there(account: Account, collection: str, name: str) -> bool:
    try:
        lookups.our_record(account, collection, name)
    except Rejected as error:
        if error.code != "RecordNotFound":
            raise
        return False
    return True
