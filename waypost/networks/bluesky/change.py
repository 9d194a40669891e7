"""Taking a post away from Bluesky. There is no editing: a record put in its place is not shown reliably (2026-11)."""

from __future__ import annotations

from itertools import count, takewhile

from pydantic import BaseModel

from waypost.networks.bluesky import sessions
from waypost.networks.bluesky.keys import record_key
from waypost.networks.bluesky.records import COLLECTION
from waypost.networks.contract import Account, Rejected


class AnyRecord(BaseModel):
    """A record, whatever it says."""

    uri: str


class WritesAnswer(BaseModel):
    """The writes were done."""


def delete(account: Account, remote_id: str, key: str) -> None:
    """Take the post and, of a thread, every part that follows it, in one commit."""
    first = remote_id.rpartition("/")[2]
    following = (record_key(key, part) for part in count(1))
    there = [first] if _is_there(account, first) else []
    there += takewhile(lambda name: _is_there(account, name), following)
    if there:
        writes = [
            {"$type": "com.atproto.repo.applyWrites#delete", "collection": COLLECTION, "rkey": name}
            for name in there
        ]
        body = {"repo": account.remote_id, "writes": writes}
        sessions.post(account, "com.atproto.repo.applyWrites", WritesAnswer, body)


def _is_there(account: Account, name: str) -> bool:
    asked = {"repo": account.remote_id, "collection": COLLECTION, "rkey": name}
    try:
        sessions.get(account, "com.atproto.repo.getRecord", AnyRecord, asked)
    except Rejected as error:
        if error.code != "RecordNotFound":
            raise
        return False
    return True
