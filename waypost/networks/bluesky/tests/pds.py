"""A server that speaks as much of the AT Protocol as Waypost does, in this process: accounts, records, their readers.

It refuses what the lexicons refuse (https://github.com/bluesky-social/atproto/tree/main/lexicons, 2026-08).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any
from urllib.parse import parse_qs

import httpx
import regex

from waypost.networks.bluesky.identity import content_id
from waypost.networks.bluesky.tests.chat_service import ChatService
from waypost.networks.bluesky.tests.holding import held_call, wrong_record
from waypost.networks.bluesky.tests.video_service import Refused, VideoService, kept_blob
from waypost.toolkit import clock, http

COLLECTION = "app.bsky.feed.post"
TID = regex.compile("[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
_numbers = count(1)


@dataclass
class Member:
    """Somebody with an account here."""

    did: str
    handle: str
    name: str
    passwords: set[str]
    opens_chat: bool = True
    followers: int = 0
    active: bool = True


@dataclass
class Kept:
    """A record, as it is kept and indexed."""

    uri: str
    cid: str
    value: dict[str, Any]
    by: Member
    at: datetime
    likes: int = 0


@dataclass
class Pds:
    """The server, with everything that happened on it."""

    host: str = ""
    members: dict[str, Member] = field(default_factory=dict)
    records: dict[str, Kept] = field(default_factory=dict)
    blobs: dict[str, dict[str, Any]] = field(default_factory=dict)
    tokens: dict[str, tuple[str, str]] = field(default_factory=dict)
    opened: int = 0
    pages: dict[str, httpx.Response] = field(default_factory=dict)
    now: datetime = datetime(2026, 6, 1, 9, tzinfo=UTC)

    def __post_init__(self) -> None:
        self.host = self.host or f"pds-{next(_numbers)}.example"
        self.video = VideoService(self.blobs)
        self.chat = ChatService(self.now)

    @property
    def address(self) -> str:
        return f"https://{self.host}"

    def join(self, handle: str, name: str, password: str) -> Member:
        digest = base64.b32encode(sha256(f"{self.host}{handle}".encode()).digest()).decode().lower()
        did = f"did:plc:{digest[:24]}"
        self.members[did] = Member(did, handle, name, {password})
        return self.members[did]

    def writes(self, by: Member, to: Member, text: str) -> str:
        """Somebody writes to somebody else alone; the conversation's id."""
        return self.chat.says(_author(by), _author(to), text)

    def posts(self) -> list[Kept]:
        return self.kept(COLLECTION)

    def kept(self, collection: str) -> list[Kept]:
        """The records of a collection, oldest first."""
        found = [one for one in self.records.values() if one.uri.split("/")[3] == collection]
        return sorted(found, key=lambda one: one.at)

    def write(self, by: Member, key: str, value: dict[str, Any], collection: str = COLLECTION) -> Kept:
        """Keep a record under its key: anew, or in the place of what was there."""
        uri = f"at://{by.did}/{collection}/{key}"
        self.now += timedelta(seconds=1)
        known = self.records.get(uri)
        if known is None or known.cid != content_id(value):
            at = known.at if known else self.now
            self.records[uri] = Kept(uri, content_id(value), value, by, at)
        return self.records[uri]

    def check(self, collection: str, key: str, value: dict[str, Any]) -> None:
        """Hold a record against its lexicon, and what it says of others against what there is."""
        if not TID.fullmatch(key):
            raise Refused(400, "InvalidRequest", f"Invalid record key for {collection}: not a TID")
        if complaint := wrong_record(collection, value):
            raise Refused(400, "InvalidRequest", f"Invalid {collection} record: {complaint}")
        text = value.get("text", "")
        if collection == COLLECTION and not text and not value.get("embed"):
            raise Refused(400, "InvalidRequest", "Invalid app.bsky.feed.post record: empty")
        for link in _blobs(value):
            if link not in self.blobs:
                raise Refused(400, "BlobNotFound", f"Could not find blob: {link}")
        for facet in value.get("facets", []):
            if not 0 <= facet["index"]["byteStart"] < facet["index"]["byteEnd"] <= len(text.encode()):
                raise Refused(400, "InvalidRequest", "Invalid app.bsky.feed.post record: facet")

    # The wire

    def connect(self, request: httpx.Request) -> None:
        """Be reached."""

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        if request.url.host == self.video.host:
            return self.video.answer(request)
        if request.url.host != self.host:
            page = self.pages.get(str(request.url)) or httpx.Response(404, text="no such page")
            page.request = request
            return page
        name = request.url.path.removeprefix("/xrpc/")
        act = _METHODS.get(name)
        try:
            if name.startswith("chat."):
                held_call(request, name)
                return httpx.Response(200, json=self._private(request, name), request=request)
            if act is None:
                raise Refused(501, "MethodNotImplemented", "Method Not Implemented")
            held_call(request, name)
            return httpx.Response(200, json=act(self, request), request=request)
        except Refused as refused:
            answer = {"error": refused.error, "message": refused.message}
            return httpx.Response(refused.status, json=answer, request=request)

    def _private(self, request: httpx.Request, name: str) -> dict[str, Any]:
        """Pass a call on to the service of direct messages, as the real server does (pipethrough.ts, 2026-11-22)."""
        if request.headers.get("atproto-proxy") != "did:web:api.bsky.chat#bsky_chat":
            raise Refused(501, "MethodNotImplemented", "Method Not Implemented")
        member = self.caller(request)
        if not member.opens_chat:
            raise Refused(400, "InvalidToken", "Bad token method")
        return self.chat.answer(_author(member), name, request)

    def caller(self, request: httpx.Request, kind: str = "access") -> Member:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not token:
            raise Refused(401, "AuthMissing", "Authentication Required")
        if self.tokens.get(token, ("", ""))[0] != kind:
            raise Refused(400, "InvalidToken", "Token could not be verified")
        if _ends(token) <= clock.now():
            raise Refused(400, "ExpiredToken", "Token has expired")
        return self.members[self.tokens[token][1]]

    def let_in(self, member: Member) -> dict[str, Any]:
        access, refresh = (
            self.token(kind, member, hours) for kind, hours in (("access", 2), ("refresh", 1440))
        )
        return {"accessJwt": access, "refreshJwt": refresh, "did": member.did, "handle": member.handle,
                "active": member.active}  # fmt: skip

    def token(self, kind: str, member: Member, hours: float) -> str:
        self.opened += 1
        claims = {"exp": int((clock.now() + timedelta(hours=hours)).timestamp()), "jti": self.opened}
        payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
        self.tokens[f"e30.{payload}.sig"] = (kind, member.did)
        return f"e30.{payload}.sig"

    def known_as(self, name: str) -> Member | None:
        return self.members.get(name) or next(
            (one for one in self.members.values() if one.handle == name), None
        )

    def view(self, kept: Kept) -> dict[str, Any]:
        under = [one for one in self.records.values() if _parent(one) == kept.uri]
        return {"uri": kept.uri, "cid": kept.cid, "author": _author(kept.by), "record": kept.value,
                "indexedAt": _written(kept.at), "likeCount": kept.likes, "replyCount": len(under),
                "repostCount": 0, "quoteCount": 0}  # fmt: skip


def _blobs(value: Any) -> Iterator[str]:
    """What a record refers to of what was uploaded, however deep."""
    if isinstance(value, dict) and value.get("$type") == "blob":
        yield value["ref"]["$link"]
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _blobs(part)


def _parent(kept: Kept) -> str:
    return str(kept.value.get("reply", {}).get("parent", {}).get("uri", ""))


def _author(member: Member) -> dict[str, str]:
    return {"did": member.did, "handle": member.handle, "displayName": member.name}


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _ends(token: str) -> datetime:
    payload = token.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return datetime.fromtimestamp(claims["exp"], UTC)


def _asked(request: httpx.Request) -> dict[str, list[str]]:
    return parse_qs(request.url.query.decode())


def _page(found: list[Any], asked: dict[str, list[str]]) -> tuple[list[Any], dict[str, str]]:
    start, limit = int(asked.get("cursor", ["0"])[0]), int(asked.get("limit", ["50"])[0])
    assert 1 <= limit <= 100, "the lexicon's limit"
    more = {"cursor": str(start + limit)} if start + limit < len(found) else {}
    return found[start : start + limit], more


# com.atproto


def _create_session(pds: Pds, request: httpx.Request) -> dict[str, Any]:
    said = json.loads(request.read())
    member = pds.known_as(said["identifier"])
    if member is None or said["password"] not in member.passwords:
        raise Refused(401, "AuthenticationRequired", "Invalid identifier or password")
    return pds.let_in(member)


def _refresh_session(pds: Pds, request: httpx.Request) -> dict[str, Any]:
    member = pds.caller(request, "refresh")
    del pds.tokens[request.headers["authorization"].removeprefix("Bearer ")]
    return pds.let_in(member)


def _resolve_handle(pds: Pds, request: httpx.Request) -> dict[str, Any]:
    member = pds.known_as(_asked(request)["handle"][0])
    if member is None:
        raise Refused(400, "InvalidRequest", "Unable to resolve handle")
    return {"did": member.did}


def _get_session(pds: Pds, request: httpx.Request) -> dict[str, Any]:
    member = pds.caller(request)
    service = {"id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": pds.address}
    document = {"id": member.did, "service": [service]}
    return {"did": member.did, "handle": member.handle, "active": member.active, "didDoc": document}


def _get_service_auth(pds: Pds, request: httpx.Request) -> dict[str, Any]:
    """A word for another service; no longer than an hour, as on the real one."""
    member, asked = pds.caller(request), _asked(request)
    until = datetime.fromtimestamp(int(asked["exp"][0]), UTC)
    if not clock.now() < until <= clock.now() + timedelta(hours=1):
        raise Refused(400, "BadExpiration", "expiration is not within the hour")
    return {"token": pds.video.granted(member.did, asked["aud"][0], asked["lxm"][0], until, pds.host)}


def _upload_blob(pds: Pds, request: httpx.Request) -> dict[str, Any]:
    pds.caller(request)
    content = request.read()
    return {"blob": kept_blob(pds.blobs, content, request.headers["content-type"])}


def _put_record(pds: Pds, request: httpx.Request) -> dict[str, Any]:
    member, said = pds.caller(request), json.loads(request.read())
    assert said["repo"] == member.did
    pds.check(said["collection"], said["rkey"], said["record"])
    kept = pds.write(member, said["rkey"], said["record"], said["collection"])
    return {"uri": kept.uri, "cid": kept.cid}


def _apply_writes(pds: Pds, request: httpx.Request) -> dict[str, Any]:
    """All or nothing; a record that is there already is an error of the server, as on the real one."""
    member, said = pds.caller(request), json.loads(request.read())
    if all(write["$type"] == "com.atproto.repo.applyWrites#delete" for write in said["writes"]):
        return _delete_records(pds, member, said["writes"])
    for write in said["writes"]:
        assert write["$type"] == "com.atproto.repo.applyWrites#create"
        pds.check(write["collection"], write["rkey"], write["value"])
        if f"at://{member.did}/{write['collection']}/{write['rkey']}" in pds.records:
            raise Refused(500, "InternalServerError", "Internal Server Error")
    kept = [pds.write(member, write["rkey"], write["value"], write["collection"]) for write in said["writes"]]
    return {"results": [{"uri": one.uri, "cid": one.cid} for one in kept]}


def _delete_records(pds: Pds, member: Member, writes: list[dict[str, Any]]) -> dict[str, Any]:
    for write in writes:
        # One that is not there fails the commit on the real server (seen 2026-11-22).
        if pds.records.pop(f"at://{member.did}/{write['collection']}/{write['rkey']}", None) is None:
            raise Refused(500, "InternalServerError", "Internal Server Error")
    return {"results": [{"$type": "com.atproto.repo.applyWrites#deleteResult"} for _ in writes]}


def _get_record(pds: Pds, request: httpx.Request) -> dict[str, Any]:
    asked = _asked(request)
    uri = f"at://{asked['repo'][0]}/{asked['collection'][0]}/{asked['rkey'][0]}"
    if uri not in pds.records:
        raise Refused(400, "RecordNotFound", f"Could not locate record: {uri}")
    return {"uri": uri, "cid": pds.records[uri].cid, "value": pds.records[uri].value}


# app.bsky


def _get_profile(pds: Pds, request: httpx.Request) -> dict[str, Any]:
    pds.caller(request)
    member = pds.known_as(_asked(request)["actor"][0])
    assert member is not None
    return {**_author(member), "followersCount": member.followers, "postsCount": len(pds.records)}


def _get_posts(pds: Pds, request: httpx.Request) -> dict[str, Any]:
    pds.caller(request)
    uris = _asked(request)["uris"]
    assert len(uris) <= 25, "the lexicon's limit"
    return {"posts": [pds.view(pds.records[uri]) for uri in uris if uri in pds.records]}


def _get_author_feed(pds: Pds, request: httpx.Request) -> dict[str, Any]:
    pds.caller(request)
    asked = _asked(request)
    assert asked["filter"] == ["posts_no_replies"]
    own = [kept for kept in pds.posts() if kept.by.did == asked["actor"][0] and not _parent(kept)]
    found, more = _page(own[::-1], asked)
    return {"feed": [{"post": pds.view(kept)} for kept in found], **more}


def _list_notifications(pds: Pds, request: httpx.Request) -> dict[str, Any]:
    asked, caller = _asked(request), pds.caller(request)
    told = [(kept, reason) for kept in pds.posts() if (reason := _reason(caller, kept)) in asked["reasons"]]
    found, more = _page(told[::-1], asked)
    notifications = [{**pds.view(kept), "reason": reason, "isRead": False} for kept, reason in found]
    return {"notifications": notifications, **more}


def _reason(caller: Member, kept: Kept) -> str:
    ours = f"at://{caller.did}/"
    reply = kept.value.get("reply", {})
    if kept.by is caller:
        return ""
    if any(reply.get(name, {}).get("uri", "").startswith(ours) for name in ("parent", "root")):
        return "reply"
    if kept.value.get("embed", {}).get("record", {}).get("uri", "").startswith(ours):
        return "quote"
    features = [feature for facet in kept.value.get("facets", []) for feature in facet["features"]]
    return "mention" if any(feature.get("did") == caller.did for feature in features) else ""


_METHODS: dict[str, Callable[[Pds, httpx.Request], dict[str, Any]]] = {
    "com.atproto.server.createSession": _create_session,
    "com.atproto.server.getSession": _get_session,
    "com.atproto.server.getServiceAuth": _get_service_auth,
    "com.atproto.server.refreshSession": _refresh_session,
    "com.atproto.identity.resolveHandle": _resolve_handle,
    "com.atproto.repo.uploadBlob": _upload_blob,
    "com.atproto.repo.putRecord": _put_record,
    "com.atproto.repo.applyWrites": _apply_writes,
    "com.atproto.repo.getRecord": _get_record,
    "app.bsky.actor.getProfile": _get_profile,
    "app.bsky.feed.getPosts": _get_posts,
    "app.bsky.feed.getAuthorFeed": _get_author_feed,
    "app.bsky.notification.listNotifications": _list_notifications,
}
