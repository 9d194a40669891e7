"""What a post must name and only the network knows: who is mentioned, what is answered, whose lists may answer."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from waypost.networks.bluesky import records, sessions
from waypost.networks.bluesky.connect import ResolvedAnswer
from waypost.networks.bluesky.facets import handles
from waypost.networks.bluesky.gates import list_uri, lists_named
from waypost.networks.bluesky.records import COLLECTION
from waypost.networks.contract import Account, Outgoing, Rejected


class RecordAnswer(BaseModel):
    """A record as the account's server keeps it."""

    uri: str
    cid: str
    value: dict[str, Any] = Field(default_factory=dict)


class PostAnswer(BaseModel):
    """Somebody's post, as much of it as an answer must name."""

    uri: str
    cid: str
    record: dict[str, Any]


class PostsAnswer(BaseModel):
    """The posts that there are, of those that were asked for."""

    posts: list[PostAnswer]


def who_is_mentioned(account: Account, text: str) -> dict[str, str]:
    """The handles that are somebody's, with who that is."""
    found: dict[str, str] = {}
    for handle in handles(text):
        try:
            found[handle] = _whose(account, handle)
        except Rejected:
            continue
    return found


def lists_that_may_answer(account: Account, outgoing: Outgoing) -> list[str]:
    """The addresses of the lists that are named. Raises Rejected where one is of nobody."""
    return [
        list_uri(who if who.startswith("did:") else _whose(account, who), key)
        for who, key in lists_named(outgoing.options)
    ]


def what_is_answered(account: Account, remote_id: str) -> records.Record:
    """The root and the parent that an answer must name. Raises Rejected when the message is gone."""
    uri, cid, value = _post(account, remote_id)
    parent = {"uri": uri, "cid": cid}
    root = value.get("reply", {}).get("root", parent)
    return {"root": {"uri": root["uri"], "cid": root["cid"]}, "parent": parent}


def our_record(account: Account, collection: str, key: str) -> RecordAnswer:
    """A record of our own, from our own server. Raises Rejected (RecordNotFound) when it is not there."""
    asked = {"repo": account.remote_id, "collection": collection, "rkey": key}
    return sessions.get(account, "com.atproto.repo.getRecord", RecordAnswer, asked)


def _whose(account: Account, handle: str) -> str:
    asked = {"handle": handle}
    return sessions.get(account, "com.atproto.identity.resolveHandle", ResolvedAnswer, asked).did


def _post(account: Account, remote_id: str) -> tuple[str, str, dict[str, Any]]:
    """Somebody's post; one of our own from our own server, which knows it at once."""
    if remote_id.startswith(f"at://{account.remote_id}/"):
        ours = our_record(account, COLLECTION, remote_id.rpartition("/")[2])
        return ours.uri, ours.cid, ours.value
    found = sessions.get(account, "app.bsky.feed.getPosts", PostsAnswer, {"uris": [remote_id]}).posts
    if not found:
        raise Rejected("The message that this answers is no longer on Bluesky.", "NotFound")
    return found[0].uri, found[0].cid, found[0].record
