"""An instance in this process: as much of Mastodon as Waypost speaks, and the ways in which other servers differ."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import httpx

from waypost.networks.mastodon.tests.checking import Call, checked, scopes_of, statuses_of
from waypost.networks.mastodon.tests.keeping import (
    NAMED,
    Kept,
    Member,
    Refused,
    hold_against_limits,
    rendered,
)
from waypost.toolkit import clock, http

_numbers = count(1)


@dataclass
class Instance:
    """The server, with everything that happened on it, and its ways."""

    host: str = ""
    honours_keys: bool = True
    has_source: bool = True
    reads_several: bool = True
    has_second_document: bool = True
    lists_redirects: bool = True
    keeps_lines: bool = True
    schedules: bool = True
    processing: int = 0
    loses_answers: int = 0
    refuses_consent: bool = False
    tokens_last: int = 0
    rotates: bool = True
    limits: dict[str, dict[str, int]] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    posts: dict[str, Kept] = field(default_factory=dict)
    media: dict[str, dict[str, Any]] = field(default_factory=dict)
    notices: list[dict[str, Any]] = field(default_factory=list)
    tokens: dict[str, tuple[Member, set[str]]] = field(default_factory=dict)
    keys: dict[tuple[str, str], str] = field(default_factory=dict)
    applications: dict[str, dict[str, Any]] = field(default_factory=dict)
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)
    renewals: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    last_at: datetime | None = None

    def __post_init__(self) -> None:
        self.host = self.host or f"social-{next(_numbers)}.example"
        self.limits = {
            "statuses": {
                "max_characters": 500,
                "max_media_attachments": 4,
                "characters_reserved_per_url": 23,
            },
            "media_attachments": {"image_size_limit": 16_777_216, "description_limit": 1500},
            "polls": {
                "max_options": 4,
                "max_characters_per_option": 50,
                "min_expiration": 300,
                "max_expiration": 2_629_746,
            },
        } | self.limits

    @property
    def address(self) -> str:
        return f"https://{self.host}"

    def join(self, username: str, name: str) -> Member:
        self.members[username] = Member(self.number(), username, name)
        return self.members[username]

    def token(self, member: Member, scopes: str = "read write") -> str:
        found = f"token-{self.number()}"
        self.tokens[found] = (member, set(scopes.split()))
        return found

    def number(self) -> str:
        """An id, larger than all before."""
        return str(110_000_000_000 + next(_numbers))

    def by(self, member: Member) -> list[Kept]:
        return [post for post in self.posts.values() if post.by is member and not post.reblog_of]

    def write(self, by: Member, said: dict[str, Any]) -> Kept:
        """Keep a post, and let those hear of it who are named in it."""
        before = self.last_at or clock.now() - timedelta(days=1)
        self.last_at = max(clock.now(), before + timedelta(milliseconds=1))
        post = Kept(self.number(), by, said, self.last_at)
        self.posts[post.id] = post
        for name, host in dict.fromkeys(NAMED.findall(post.text)):
            member = self.members.get(name)
            if member is not None and member is not by and host in ("", self.host):
                self.notices.append({"id": self.number(), "type": "mention", "for": member, "post": post})
        return post

    def passes_on(self, by: Member, post: Kept) -> None:
        post.shares += 1
        kept = self.write(by, {"status": ""})
        kept.reblog_of = post.id

    # The wire

    def connect(self, request: httpx.Request) -> None:
        """Be reached."""
        if request.url.host != self.host:
            raise http.NotSent(f"no such host as {request.url.host}")

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        call = checked(request)
        self.calls.append(call)
        if call.operation == "POST /api/v1/statuses" and not self.keeps_lines:
            assert request.headers.get("connection") == "close", "this server hangs up without a word"
        try:
            self.let_in(call, request)
            status, said = _CALLS[call.operation](self, call, request)
        except Refused as refused:
            status, said = refused.status, {"error": refused.error}
        if call.operation == "POST /api/v1/statuses" and status == 200 and self.loses_answers:
            self.loses_answers -= 1
            raise http.UnreadableAnswer("the connection was closed before the answer")
        if not said.get("error", "?") if isinstance(said, dict) else False:
            return httpx.Response(status, text="<h1>Not found</h1>", request=request)
        assert status in statuses_of(call.operation), f"{call.operation} never answers {status}"
        return httpx.Response(status, json=said, request=request)

    def let_in(self, call: Call, request: httpx.Request) -> None:
        needed = scopes_of(call.operation)
        if not needed:
            return
        granted = self.caller(request)[1]
        broad = {scope.partition(":")[0] for scope in needed}
        if not granted & (needed | broad):
            raise Refused(403, "This action is outside the authorized scopes")

    def caller(self, request: httpx.Request) -> tuple[Member, set[str]]:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if token not in self.tokens:
            raise Refused(401, "The access token is invalid")
        return self.tokens[token]

    # What people do in a browser

    def consent(self, asked: dict[str, str], member: Member) -> dict[str, str]:
        """Say yes or no to an application; gives what stands in the address that leads back."""
        application = self.applications[asked["client_id"]]
        assert asked["redirect_uri"] in application["redirects"]
        assert set(asked["scope"].split()) <= set(application["scopes"].split())
        if self.refuses_consent:
            return {"error": "access_denied", "state": asked["state"]}
        code = f"code-{self.number()}"
        self.codes[code] = {**asked, "member": member}
        return {"code": code, "state": asked["state"]}

    # How things are shown

    def person(self, member: Member) -> dict[str, Any]:
        return {"id": member.id, "username": member.username, "acct": member.username,
                "display_name": member.name, "url": f"{self.address}/@{member.username}",
                "followers_count": member.followers}  # fmt: skip

    def view(self, post: Kept) -> dict[str, Any]:
        above = self.posts.get(post.above)
        under = [one for one in self.posts.values() if one.above == post.id]
        url = f"{self.address}/@{post.by.username}/{post.id}"
        return {
            "id": post.id, "created_at": post.at.isoformat().replace("+00:00", "Z"), "uri": url, "url": url,
            "account": self.person(post.by), "content": rendered(post.text, self.address),
            "visibility": post.said.get("visibility", "public"),
            "spoiler_text": post.said.get("spoiler_text", ""), "in_reply_to_id": post.above or None,
            "in_reply_to_account_id": above.by.id if above else None,
            "reblog": self.view(self.posts[post.reblog_of]) if post.reblog_of else None,
            "media_attachments": [{"id": one, "type": "image"} for one in post.said.get("media_ids", [])],
            "favourites_count": post.likes, "replies_count": len(under), "reblogs_count": post.shares,
            "quotes_count": 0,
        }  # fmt: skip


Answer = tuple[int, Any]


def _apps(instance: Instance, call: Call, request: httpx.Request) -> Answer:
    redirects = call.body["redirect_uris"]
    if not instance.lists_redirects:
        raise Refused(422, "Redirect URI must be an absolute URI.")
    found = {"client_id": f"id-{instance.number()}", "client_secret": f"secret-{instance.number()}"}
    instance.applications[found["client_id"]] = {
        **found, "redirects": redirects, "scopes": call.body["scopes"],
    }  # fmt: skip
    return 200, found


def _token(instance: Instance, call: Call, request: httpx.Request) -> Answer:
    said = call.body
    application = instance.applications.get(said["client_id"])
    if application is None or application["client_secret"] != said["client_secret"]:
        raise Refused(401, "invalid_client")
    if said["grant_type"] == "refresh_token":
        return _renewed(instance, said)
    code = instance.codes.pop(said["code"], None)
    challenge = hashlib.sha256(said.get("code_verifier", "").encode()).digest()
    if (
        code is None
        or code["redirect_uri"] != said["redirect_uri"]
        or code["client_id"] != said["client_id"]
        or code["code_challenge"] != base64.urlsafe_b64encode(challenge).decode().rstrip("=")
    ):
        raise Refused(400, "invalid_grant")
    return 200, _given(instance, code)


def _renewed(instance: Instance, said: dict[str, Any]) -> Answer:
    """A new token for a refresh token, which is good once where the server rotates them."""
    known = instance.renewals.get(said["refresh_token"])
    if known is None or known["client_id"] != said["client_id"]:
        raise Refused(400, "invalid_grant")
    if instance.rotates:
        del instance.renewals[said["refresh_token"]]
    return 200, _given(instance, known)


def _given(instance: Instance, grant: dict[str, Any]) -> dict[str, Any]:
    """A token, with its end and what renews it where the server's tokens end."""
    found = {"access_token": instance.token(grant["member"], grant["scope"]), "token_type": "Bearer"}
    if not instance.tokens_last:
        return found
    refresh = f"refresh-{instance.number()}"
    instance.renewals[refresh] = grant
    return found | {"expires_in": instance.tokens_last, "refresh_token": refresh}


def _verify(instance: Instance, call: Call, request: httpx.Request) -> Answer:
    return 200, instance.person(instance.caller(request)[0])


def _first_document(instance: Instance, call: Call, request: httpx.Request) -> Answer:
    return 200, {"uri": instance.host, "configuration": instance.limits}


def _second_document(instance: Instance, call: Call, request: httpx.Request) -> Answer:
    if not instance.has_second_document:
        raise Refused(404)
    return 200, {"domain": instance.host, "configuration": instance.limits}


def _upload(instance: Instance, call: Call, request: httpx.Request) -> Answer:
    number = instance.number()
    kept = {"id": number, "file": call.body["file"], "alt": call.body.get("description", "")}
    instance.media[number] = kept | {"left": instance.processing}
    ready = not instance.processing
    return 200 if ready else 202, {"id": number, "url": f"{instance.address}/{number}" if ready else None}


def _medium(instance: Instance, call: Call, request: httpx.Request) -> Answer:
    found = instance.media.get(call.path["id"])
    if found is None:
        raise Refused(404, "Record not found")
    found["left"] = max(0, found["left"] - 1)
    url = None if found["left"] else f"{instance.address}/{found['id']}"
    return 206 if found["left"] else 200, {"id": found["id"], "url": url}


def _post(instance: Instance, call: Call, request: httpx.Request) -> Answer:
    member = instance.caller(request)[0]
    key = (member.id, request.headers.get("idempotency-key", ""))
    known = instance.keys.get(key) if instance.honours_keys and key[1] else None
    if known is None:
        left = {number: found["left"] for number, found in instance.media.items()}
        hold_against_limits(call.body, instance.limits, left, instance.posts)
        if "scheduled_at" in call.body and instance.schedules:
            return 200, {"id": instance.number(), "scheduled_at": call.body["scheduled_at"]}
        known = instance.write(member, call.body).id
        instance.keys[key] = known
    return 200, instance.view(instance.posts[known])


def _several(instance: Instance, call: Call, request: httpx.Request) -> Answer:
    if not instance.reads_several:
        raise Refused(404)
    ids = call.query.get("id", [])
    if len(ids) > 20:
        raise Refused(422, "Validation failed: too many")
    return 200, [instance.view(instance.posts[one]) for one in ids if one in instance.posts]


def _one(instance: Instance, call: Call, request: httpx.Request) -> Answer:
    return 200, instance.view(_found(instance, call))


def _edit(instance: Instance, call: Call, request: httpx.Request) -> Answer:
    """What is not named stays, but for pictures and poll."""
    post = _mine(instance, call, request)
    left = {number: found["left"] for number, found in instance.media.items()}
    hold_against_limits(call.body, instance.limits, left, instance.posts)
    kept = {name: value for name, value in post.said.items() if name not in ("media_ids", "poll")}
    post.said = kept | call.body
    return 200, instance.view(post)


def _delete(instance: Instance, call: Call, request: httpx.Request) -> Answer:
    post = _mine(instance, call, request)
    del instance.posts[post.id]
    return 200, instance.view(post) | {"text": post.text}


def _mine(instance: Instance, call: Call, request: httpx.Request) -> Kept:
    post = _found(instance, call)
    if post.by is not instance.caller(request)[0]:
        raise Refused(404, "Record not found")
    return post


def _source(instance: Instance, call: Call, request: httpx.Request) -> Answer:
    post = _found(instance, call)
    if not instance.has_source:
        raise Refused(404)
    return 200, {"id": post.id, "text": post.text, "spoiler_text": ""}


def _found(instance: Instance, call: Call) -> Kept:
    if call.path["id"] not in instance.posts:
        raise Refused(404, "Record not found")
    return instance.posts[call.path["id"]]


def _own(instance: Instance, call: Call, request: httpx.Request) -> Answer:
    asked = call.query
    found = [post for post in instance.posts.values() if post.by.id == call.path["id"]]
    if asked.get("exclude_reblogs") == "true":
        found = [post for post in found if not post.reblog_of]
    if asked.get("exclude_replies") == "true":
        found = [post for post in found if not post.above or instance.posts[post.above].by is post.by]
    page = _page([(post.id, post) for post in found], asked, usual=20, most=40)
    return 200, [instance.view(post) for post in page]


def _notifications(instance: Instance, call: Call, request: httpx.Request) -> Answer:
    member = instance.caller(request)[0]
    types = call.query.get("types")
    found = [one for one in instance.notices if one["for"] is member and (not types or one["type"] in types)]
    page = _page([(one["id"], one) for one in found], call.query, usual=40, most=80)
    return 200, [
        {"id": one["id"], "type": one["type"], "created_at": instance.view(one["post"])["created_at"],
         "account": instance.person(one["post"].by), "status": instance.view(one["post"])}
        for one in page
    ]  # fmt: skip


def _page(found: list[tuple[str, Any]], asked: dict[str, str], *, usual: int, most: int) -> list[Any]:
    """A page, newest first: from the newest down, or just above `min_id`."""
    limit = min(int(asked.get("limit", usual)), most)
    low, high = int(asked.get("min_id", 0)), int(asked.get("max_id", 10**20))
    chosen = sorted((row for row in found if low < int(row[0]) < high), key=lambda row: int(row[0]))
    part = chosen[:limit] if "min_id" in asked else chosen[-limit:]
    return [row[1] for row in reversed(part)]


_CALLS: dict[str, Callable[[Instance, Call, httpx.Request], Answer]] = {
    "POST /api/v1/apps": _apps,
    "POST /oauth/token": _token,
    "GET /api/v1/accounts/verify_credentials": _verify,
    "GET /api/v1/accounts/{id}/statuses": _own,
    "GET /api/v1/instance": _first_document,
    "GET /api/v2/instance": _second_document,
    "POST /api/v2/media": _upload,
    "GET /api/v1/media/{id}": _medium,
    "GET /api/v1/notifications": _notifications,
    "GET /api/v1/statuses": _several,
    "POST /api/v1/statuses": _post,
    "GET /api/v1/statuses/{id}": _one,
    "GET /api/v1/statuses/{id}/source": _source,
    "PUT /api/v1/statuses/{id}": _edit,
    "DELETE /api/v1/statuses/{id}": _delete,
}
