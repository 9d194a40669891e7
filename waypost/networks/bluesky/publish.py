"""Sending a post to Bluesky: uploads and look-ups beforehand, one call under a key of ours, and the look afterwards."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, Field

from waypost.networks.bluesky import client, previews, records, sessions
from waypost.networks.bluesky.allowances import allowances
from waypost.networks.bluesky.card import CARD
from waypost.networks.bluesky.connect import ResolvedAnswer
from waypost.networks.bluesky.facets import handles, links
from waypost.networks.bluesky.keys import record_key
from waypost.networks.bluesky.records import COLLECTION, Prepared
from waypost.networks.contract import (
    Account,
    Handle,
    Outgoing,
    ReadyCall,
    Rejected,
    Sent,
    Spend,
    Step,
    TryLater,
    Unreachable,
)
from waypost.toolkit import clock, http
from waypost.toolkit.pictures import NotAPicture, picture_of

_CONNECT_SECONDS = 10.0
# A blob that no record names is deleted "within a time window (eg, minutes)" (lexicon of uploadBlob, 2026-08).
_BLOB_LIFE = timedelta(minutes=30)
# A post that goes out this late says when it really did, so that it does not stand deep in people's timelines.
_STILL_ON_TIME = timedelta(minutes=5)


class BlobAnswer(BaseModel):
    """An upload, as records refer to it."""

    blob: dict[str, Any]


class RecordAnswer(BaseModel):
    """A record as the account's server keeps it."""

    uri: str
    cid: str
    value: dict[str, Any] = Field(default_factory=dict)


class WrittenAnswer(BaseModel):
    """Where a record was written."""

    uri: str
    cid: str


class ThreadAnswer(BaseModel):
    """Where the records of a thread were written, in order."""

    results: list[WrittenAnswer] = Field(min_length=1)


class PostAnswer(BaseModel):
    """Somebody's post, as much of it as an answer must name."""

    uri: str
    cid: str
    record: dict[str, Any]


class PostsAnswer(BaseModel):
    """The posts that there are, of those that were asked for."""

    posts: list[PostAnswer]


def steps(account: Account, outgoing: Outgoing) -> tuple[Step, ...]:
    """Uploads, the people who are mentioned, the message that is answered, the page behind a link."""
    found = [
        Step(name=f"image-{number}", label=f"Upload image {number}", spends=Spend.UPLOAD)
        for number in range(1, len(outgoing.media) + 1)
    ]
    if handles(outgoing.text):
        found.append(Step(name="mentions", label="Find who is mentioned"))
    if outgoing.in_reply_to:
        found.append(Step(name="answered", label="Find the message that this answers"))
    if not outgoing.media and links(outgoing.text):
        found.append(Step(name="card", label="Read the page behind the link"))
    return tuple(found)


def run_step(account: Account, outgoing: Outgoing, name: str, handles: Mapping[str, Handle]) -> Handle:
    """Do one step; its result is JSON."""
    match name:
        case "mentions":
            return Handle(value=json.dumps(_who_is_mentioned(account, outgoing.text)))
        case "answered":
            return Handle(value=json.dumps(_what_is_answered(account, outgoing.in_reply_to)))
        case "card":
            card = _card(account, outgoing)
            return Handle(value=json.dumps(card), expires_at=clock.now() + _BLOB_LIFE)
        case _:
            number = int(name.removeprefix("image-"))
            media = outgoing.media[number - 1]
            upload = _uploaded(account, media.read(), media.content_type)
            return Handle(value=json.dumps(upload), expires_at=clock.now() + _BLOB_LIFE)


def posts(outgoing: Outgoing) -> int:
    """How many records the call writes: each costs points."""
    return len(records.parts(outgoing))


def prepare(account: Account, outgoing: Outgoing, handles: Mapping[str, Handle]) -> ReadyCall:
    """Open a session where none is, build the records, connect. Raises Unreachable when the server is not."""
    session = sessions.session(account)
    done = {name: json.loads(handle.value) for name, handle in handles.items()}
    prepared = Prepared(
        dids=done.get("mentions", {}), embed=_embed(outgoing, done), reply=done.get("answered")
    )
    made = records.records(account.remote_id, outgoing, prepared, _moment(outgoing))
    name, body = _one(account, *made[0]) if len(made) == 1 else _several(account, made)
    try:
        request = http.request(
            "POST", client.address(account.server, name), headers=client.headers(session.access), json=body
        )
        connected = http.connect(request, http.Deadline(_CONNECT_SECONDS))
    except http.NotSent as error:
        raise Unreachable(client.AGAIN_SECONDS, str(error)) from error
    return _Ready(account, session, connected, is_thread=len(made) > 1)


class _Ready:
    """The call that makes the post."""

    def __init__(
        self, account: Account, session: sessions.Session, connected: http.Connected, *, is_thread: bool
    ) -> None:
        self._account = account
        self._session = session
        self._connected = connected
        self._is_thread = is_thread

    def send(self, seconds_left: float) -> Sent:
        deadline = http.Deadline(min(seconds_left, CARD.deadline))
        try:
            answer = self._connected.send(deadline)
        except http.NotSent as error:
            raise Unreachable(client.AGAIN_SECONDS, str(error)) from error
        try:
            first = (
                client.read(answer, ThreadAnswer).results[0]
                if self._is_thread
                else client.read(answer, WrittenAnswer)
            )
        except client.SessionOver:
            sessions.forget(self._account, self._session)
            raise
        except Rejected as error:
            if error.code == "BlobNotFound":
                raise TryLater(_BLOB_LIFE.total_seconds(), "The server forgot an upload.") from error
            raise
        return replace(_sent(self._account, first.uri), allowances=allowances(answer))

    def close(self) -> None:
        self._connected.close()


def find(account: Account, outgoing: Outgoing, since: datetime, known_ids: frozenset[str]) -> Sent | None:
    """Ask the account's own server for the key; a thread is there whole or not at all, so its first post decides."""
    asked = {"repo": account.remote_id, "collection": COLLECTION, "rkey": record_key(outgoing.key)}
    try:
        found = sessions.get(account, "com.atproto.repo.getRecord", RecordAnswer, asked)
    except Rejected as error:
        if error.code != "RecordNotFound":
            raise
        return None
    return _sent(account, found.uri)


def _sent(account: Account, uri: str) -> Sent:
    return Sent(remote_id=uri, url=records.page(account.handle, uri))


def _moment(outgoing: Outgoing) -> datetime:
    """When the post says that it was made: at its time, so that every try writes the same; later only if it is late."""
    now = clock.now()
    meant = outgoing.at or now
    return meant if now - meant <= _STILL_ON_TIME else now


def _one(account: Account, key: str, record: records.Record) -> tuple[str, dict[str, Any]]:
    """`putRecord`: the same key twice is one record (`createRecord` answers 500 the second time; seen 2026-11-21)."""
    body = {"repo": account.remote_id, "collection": COLLECTION, "rkey": key, "record": record}
    return "com.atproto.repo.putRecord", body


def _several(account: Account, made: list[tuple[str, records.Record]]) -> tuple[str, dict[str, Any]]:
    """`applyWrites`: all parts in one commit, or none; a part that exists already fails the whole."""
    writes = [
        {
            "$type": "com.atproto.repo.applyWrites#create",
            "collection": COLLECTION,
            "rkey": key,
            "value": record,
        }
        for key, record in made
    ]
    return "com.atproto.repo.applyWrites", {"repo": account.remote_id, "writes": writes}


def _embed(outgoing: Outgoing, done: Mapping[str, Any]) -> records.Record | None:
    if outgoing.media:
        uploads = [done[f"image-{number}"] for number in range(1, len(outgoing.media) + 1)]
        return records.images_embed(uploads, [media.alt for media in outgoing.media])
    return records.card_embed(done["card"]) if done.get("card") else None


def _who_is_mentioned(account: Account, text: str) -> dict[str, str]:
    """The handles that are somebody's, with who that is."""
    found: dict[str, str] = {}
    for handle in handles(text):
        try:
            answer = sessions.get(
                account, "com.atproto.identity.resolveHandle", ResolvedAnswer, {"handle": handle}
            )
        except Rejected:
            continue
        found[handle] = answer.did
    return found


def _what_is_answered(account: Account, remote_id: str) -> records.Record:
    """The root and the parent that an answer must name. Raises Rejected when the message is gone."""
    uri, cid, value = _post(account, remote_id)
    parent = {"uri": uri, "cid": cid}
    root = value.get("reply", {}).get("root", parent)
    return {"root": {"uri": root["uri"], "cid": root["cid"]}, "parent": parent}


def _post(account: Account, remote_id: str) -> tuple[str, str, dict[str, Any]]:
    """Somebody's post; one of our own from our own server, which knows it at once."""
    if remote_id.startswith(f"at://{account.remote_id}/"):
        asked = {"repo": account.remote_id, "collection": COLLECTION, "rkey": remote_id.rpartition("/")[2]}
        ours = sessions.get(account, "com.atproto.repo.getRecord", RecordAnswer, asked)
        return ours.uri, ours.cid, ours.value
    found = sessions.get(account, "app.bsky.feed.getPosts", PostsAnswer, {"uris": [remote_id]}).posts
    if not found:
        raise Rejected("The message that this answers is no longer on Bluesky.", "NotFound")
    return found[0].uri, found[0].cid, found[0].record


def _card(account: Account, outgoing: Outgoing) -> records.Record | None:
    """The card of the tracked link, else of the first; None when its page cannot be read."""
    named = links(outgoing.text)
    url = outgoing.link if outgoing.link in named else named[0]
    # Of a tracked link the page behind it is read: our own look is nobody's click.
    page = previews.preview(outgoing.leads_to if outgoing.leads_to and url == outgoing.link else url)
    if page is None:
        return None
    card: records.Record = {"uri": url, "title": page.title, "description": page.description}
    if picture := previews.thumb(page.image):
        content, kind = picture
        card["thumb"] = _uploaded(account, content, kind.content_type)["blob"]
    return card


def _uploaded(account: Account, content: bytes, content_type: str) -> dict[str, Any]:
    upload: dict[str, Any] = {
        "blob": sessions.upload(account, content, content_type, BlobAnswer).blob,
    }
    try:
        picture = picture_of(content)
    except NotAPicture:
        return upload
    return upload | {"width": picture.width, "height": picture.height}
