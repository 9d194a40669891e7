"""Sending a post to Bluesky: uploads and look-ups beforehand, one call under a key of ours, and the look afterwards."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import httpx
from pydantic import BaseModel, Field

from waypost.networks import calling
from waypost.networks.bluesky import chat, client, homes, lookups, records, sessions, uploads, video
from waypost.networks.bluesky.allowances import allowances
from waypost.networks.bluesky.card import CARD
from waypost.networks.bluesky.facets import handles, links
from waypost.networks.bluesky.gates import asks_for_gates
from waypost.networks.bluesky.keys import record_key
from waypost.networks.bluesky.options import REPLY_LISTS
from waypost.networks.bluesky.places import is_direct
from waypost.networks.bluesky.records import COLLECTION, Prepared, Write
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
)
from waypost.toolkit import clock, http

_PUT, _APPLY = "com.atproto.repo.putRecord", "com.atproto.repo.applyWrites"
# A blob that no record names is deleted "within a time window (eg, minutes)" (lexicon of uploadBlob, 2026-08).
_BLOB_LIFE = timedelta(minutes=30)
# A post that goes out this late says when it really did, so that it does not stand deep in people's timelines.
_STILL_ON_TIME = timedelta(minutes=5)


class WrittenAnswer(BaseModel):
    """Where a record was written."""

    uri: str
    cid: str


class WritesAnswer(BaseModel):
    """Where several records were written, in order."""

    results: list[WrittenAnswer] = Field(min_length=1)


def steps(account: Account, outgoing: Outgoing) -> tuple[Step, ...]:
    """Uploads, the people who are mentioned, the message that is answered, the page behind a link."""
    mentions = [Step(name="mentions", label="Find who is mentioned")] if handles(outgoing.text) else []
    if is_direct(outgoing.in_reply_to):
        return tuple(mentions)
    found = _media_steps(outgoing) + mentions
    if outgoing.in_reply_to:
        found.append(Step(name="answered", label="Find the message that this answers"))
    if outgoing.options.get(REPLY_LISTS) and not outgoing.in_reply_to:
        found.append(Step(name="lists", label="Find the lists whose people may answer"))
    if not outgoing.media and links(outgoing.text):
        found.append(Step(name="card", label="Read the page behind the link"))
    return tuple(found)


def _media_steps(outgoing: Outgoing) -> list[Step]:
    if film := uploads.video_of(outgoing):
        spoken = [
            Step(name=f"captions-{number}", label=f"Upload captions in {said.language}", spends=Spend.UPLOAD)
            for number, said in enumerate(film.captions, 1)
        ]
        return [
            Step(name="film", label="Upload the video", spends=Spend.UPLOAD),
            Step(name="video", label="Wait until the video is prepared"),
            *spoken,
        ]
    return [
        Step(name=f"image-{number}", label=f"Upload image {number}", spends=Spend.UPLOAD)
        for number in range(1, len(outgoing.media) + 1)
    ]


def run_step(account: Account, outgoing: Outgoing, name: str, handles: Mapping[str, Handle]) -> Handle:
    """Do one step; its result is JSON."""
    match name:
        case "mentions":
            return Handle(value=json.dumps(lookups.who_is_mentioned(account, outgoing.text)))
        case "answered":
            return Handle(value=json.dumps(lookups.what_is_answered(account, outgoing.in_reply_to)))
        case "lists":
            return Handle(value=json.dumps(lookups.lists_that_may_answer(account, outgoing)))
        case "card":
            left: Any = uploads.card(account, outgoing)
        case _:
            left = _left(account, outgoing, name, handles)
    return Handle(value=json.dumps(left), expires_at=clock.now() + _BLOB_LIFE)


def _left(account: Account, outgoing: Outgoing, name: str, handles: Mapping[str, Handle]) -> Any:
    """A picture, a video or captions, as they were left."""
    kind, _, number = name.partition("-")
    match kind:
        case "film":
            return video.leave(account, outgoing.media[0])
        case "video":
            return video.prepared(account, json.loads(handles["film"].value))
        case "captions":
            return video.captions(account, outgoing.media[0], int(number))
        case _:
            return uploads.picture(account, outgoing, int(number))


def posts(outgoing: Outgoing) -> int:
    """How many records the call writes: each costs points."""
    if is_direct(outgoing.in_reply_to):
        return 0
    return len(records.parts(outgoing)) + asks_for_gates(outgoing)


def prepare(account: Account, outgoing: Outgoing, handles: Mapping[str, Handle]) -> ReadyCall:
    """Open a session where none is, build the records, connect. Raises Unreachable when the server is not."""
    session = sessions.session(account)
    done = {name: json.loads(handle.value) for name, handle in handles.items()}
    to_one = is_direct(outgoing.in_reply_to)
    name, body = (_direct if to_one else _public)(account, outgoing, done)
    server = homes.own_server(account) if to_one else account.server

    def build() -> httpx.Request:
        url = client.address(server, name)
        said = client.headers(session.access, "POST", url) | (chat.PROXY if to_one else {})
        return http.request("POST", url, headers=said, json=body)

    def made(answer: httpx.Response) -> Sent:
        try:
            sent = _READS[name](account, outgoing, answer)
        except client.SessionOver:
            sessions.forget(account, session)
            raise
        except Rejected as error:
            if error.code == "BlobNotFound":
                raise TryLater(_BLOB_LIFE.total_seconds(), "The server forgot an upload.") from error
            raise
        return replace(sent, allowances=allowances(answer))

    return calling.ready(build, made, seconds=CARD.deadline)


def find(account: Account, outgoing: Outgoing, since: datetime, known_ids: frozenset[str]) -> Sent | None:
    """Ask the account's own server for the key; a thread is there whole or not at all, so its first post decides."""
    if is_direct(outgoing.in_reply_to):
        return chat.find(account, outgoing, since, known_ids)
    try:
        found = lookups.our_record(account, COLLECTION, record_key(outgoing.key))
    except Rejected as error:
        if error.code != "RecordNotFound":
            raise
        return None
    return _sent(account, found.uri)


def _public(account: Account, outgoing: Outgoing, done: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The call that makes a post, or several at once."""
    prepared = Prepared(
        dids=done.get("mentions", {}),
        embed=uploads.embed(outgoing, done),
        reply=done.get("answered"),
        lists=done.get("lists", ()),
    )
    made = records.records(account.remote_id, outgoing, prepared, _moment(outgoing))
    return _one(account, made[0]) if len(made) == 1 else _several(account, made)


def _direct(account: Account, outgoing: Outgoing, done: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The call that says something to one person."""
    return chat.SEND, chat.message(outgoing, done.get("mentions", {}))


def _wrote(account: Account, outgoing: Outgoing, answer: httpx.Response) -> Sent:
    return _sent(account, client.read(answer, WrittenAnswer).uri)


def _wrote_several(account: Account, outgoing: Outgoing, answer: httpx.Response) -> Sent:
    return _sent(account, client.read(answer, WritesAnswer).results[0].uri)


def _said(account: Account, outgoing: Outgoing, answer: httpx.Response) -> Sent:
    return chat.sent(outgoing, client.read(answer, chat.MessageAnswer))


_READS = {_PUT: _wrote, _APPLY: _wrote_several, chat.SEND: _said}


def _sent(account: Account, uri: str) -> Sent:
    return Sent(remote_id=uri, url=records.page(account.handle, uri))


def _moment(outgoing: Outgoing) -> datetime:
    """When the post says that it was made: at its time, so that every try writes the same; later only if it is late."""
    now = clock.now()
    meant = outgoing.at or now
    return meant if now - meant <= _STILL_ON_TIME else now


def _one(account: Account, made: Write) -> tuple[str, dict[str, Any]]:
    """`putRecord`: the same key twice is one record (`createRecord` answers 500 the second time; seen 2026-11-21)."""
    body = {
        "repo": account.remote_id,
        "collection": made.collection,
        "rkey": made.key,
        "record": made.record,
    }
    return _PUT, body


def _several(account: Account, made: list[Write]) -> tuple[str, dict[str, Any]]:
    """`applyWrites`: all records in one commit, or none; one that exists already fails the whole."""
    writes = [
        {
            "$type": "com.atproto.repo.applyWrites#create",
            "collection": one.collection,
            "rkey": one.key,
            "value": one.record,
        }
        for one in made
    ]
    return _APPLY, {"repo": account.remote_id, "writes": writes}
