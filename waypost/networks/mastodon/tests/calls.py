"""What an instance answers to each call that the specification names."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from typing import Any

import httpx

from waypost.networks.mastodon.tests.checking import Call
from waypost.networks.mastodon.tests.keeping import Kept, Refused, hold_against_limits
from waypost.networks.mastodon.tests.standing import Standing

Answer = tuple[int, Any]


def _apps(instance: Standing, call: Call, request: httpx.Request) -> Answer:
    redirects = call.body["redirect_uris"]
    if not instance.lists_redirects:
        raise Refused(422, "Redirect URI must be an absolute URI.")
    found = {"client_id": f"id-{instance.number()}", "client_secret": f"secret-{instance.number()}"}
    instance.applications[found["client_id"]] = {
        **found, "redirects": redirects, "scopes": call.body["scopes"],
    }  # fmt: skip
    return 200, found


def _token(instance: Standing, call: Call, request: httpx.Request) -> Answer:
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


def _renewed(instance: Standing, said: dict[str, Any]) -> Answer:
    """A new token for a refresh token, which is good once where the server rotates them."""
    known = instance.renewals.get(said["refresh_token"])
    if known is None or known["client_id"] != said["client_id"]:
        raise Refused(400, "invalid_grant")
    if instance.rotates:
        del instance.renewals[said["refresh_token"]]
    return 200, _given(instance, known)


def _given(instance: Standing, grant: dict[str, Any]) -> dict[str, Any]:
    """A token, with its end and what renews it where the server's tokens end."""
    found = {"access_token": instance.token(grant["member"], grant["scope"]), "token_type": "Bearer"}
    if not instance.tokens_last:
        return found
    refresh = f"refresh-{instance.number()}"
    instance.renewals[refresh] = grant
    return found | {"expires_in": instance.tokens_last, "refresh_token": refresh}


def _verify(instance: Standing, call: Call, request: httpx.Request) -> Answer:
    return 200, instance.person(instance.caller(request)[0])


def _first_document(instance: Standing, call: Call, request: httpx.Request) -> Answer:
    urls = {"streaming_api": instance.speaks_at}
    return 200, {"uri": instance.host, "urls": urls, "configuration": instance.limits}


def _second_document(instance: Standing, call: Call, request: httpx.Request) -> Answer:
    if not instance.has_second_document:
        raise Refused(404)
    urls = {"streaming": instance.speaks_at}
    return 200, {"domain": instance.host, "configuration": instance.limits | {"urls": urls}}


def _upload(instance: Standing, call: Call, request: httpx.Request) -> Answer:
    number = instance.number()
    kind = call.body["file"]["content_type"].partition("/")[0]
    if kind not in ("image", "video"):
        raise Refused(422, "Validation failed: File content type is invalid")
    kept = {"id": number, "file": call.body["file"], "alt": call.body.get("description", ""), "kind": kind,
            "focus": call.body.get("focus", "")}  # fmt: skip
    instance.media[number] = kept | {"left": instance.processing}
    ready = not instance.processing
    return 200 if ready else 202, {"id": number, "url": f"{instance.address}/{number}" if ready else None}


def _medium(instance: Standing, call: Call, request: httpx.Request) -> Answer:
    found = instance.media.get(call.path["id"])
    if found is None:
        raise Refused(404, "Record not found")
    found["left"] = max(0, found["left"] - 1)
    url = None if found["left"] else f"{instance.address}/{found['id']}"
    return 206 if found["left"] else 200, {"id": found["id"], "url": url}


def _post(instance: Standing, call: Call, request: httpx.Request) -> Answer:
    member = instance.caller(request)[0]
    key = (member.id, request.headers.get("idempotency-key", ""))
    known = instance.keys.get(key) if instance.honours_keys and key[1] else None
    if known is None:
        hold_against_limits(call.body, instance.limits, instance.media, instance.posts)
        if "scheduled_at" in call.body and instance.schedules:
            return 200, {"id": instance.number(), "scheduled_at": call.body["scheduled_at"]}
        known = instance.write(member, call.body).id
        instance.keys[key] = known
    return 200, instance.view(instance.posts[known])


def _several(instance: Standing, call: Call, request: httpx.Request) -> Answer:
    if not instance.reads_several:
        raise Refused(404)
    ids = call.query.get("id", [])
    if len(ids) > 20:
        raise Refused(422, "Validation failed: too many")
    return 200, [instance.view(instance.posts[one]) for one in ids if one in instance.posts]


def _one(instance: Standing, call: Call, request: httpx.Request) -> Answer:
    return 200, instance.view(_found(instance, call))


def _edit(instance: Standing, call: Call, request: httpx.Request) -> Answer:
    """What is not named stays, but for pictures and poll."""
    post = _mine(instance, call, request)
    hold_against_limits(call.body, instance.limits, instance.media, instance.posts)
    kept = {name: value for name, value in post.said.items() if name not in ("media_ids", "poll")}
    post.said = kept | call.body
    instance.settle(post)
    return 200, instance.view(post)


def _delete(instance: Standing, call: Call, request: httpx.Request) -> Answer:
    post = _mine(instance, call, request)
    del instance.posts[post.id]
    return 200, instance.view(post) | {"text": post.text}


def _mine(instance: Standing, call: Call, request: httpx.Request) -> Kept:
    post = _found(instance, call)
    if post.by is not instance.caller(request)[0]:
        raise Refused(404, "Record not found")
    return post


def _source(instance: Standing, call: Call, request: httpx.Request) -> Answer:
    post = _found(instance, call)
    if not instance.has_source:
        raise Refused(404)
    return 200, {"id": post.id, "text": post.text, "spoiler_text": ""}


def _found(instance: Standing, call: Call) -> Kept:
    if call.path["id"] not in instance.posts:
        raise Refused(404, "Record not found")
    return instance.posts[call.path["id"]]


def _own(instance: Standing, call: Call, request: httpx.Request) -> Answer:
    asked = call.query
    found = [post for post in instance.posts.values() if post.by.id == call.path["id"]]
    if asked.get("exclude_reblogs") == "true":
        found = [post for post in found if not post.reblog_of]
    if asked.get("exclude_replies") == "true":
        found = [post for post in found if not post.above or instance.posts[post.above].by is post.by]
    page = _page([(post.id, post) for post in found], asked, usual=20, most=40)
    return 200, [instance.view(post) for post in page]


def _notifications(instance: Standing, call: Call, request: httpx.Request) -> Answer:
    member = instance.caller(request)[0]
    types = call.query.get("types")
    found = [one for one in instance.notices if one["for"] is member and (not types or one["type"] in types)]
    page = _page([(one["id"], one) for one in found], call.query, usual=40, most=80)
    return 200, [instance.notice(one) for one in page]


def _line(instance: Standing, call: Call, request: httpx.Request) -> Answer:
    """Over a wire: all that there is to say, at once."""
    return 200, ":)\n" + instance.spoken(instance.caller(request)[0])


def _page(found: list[tuple[str, Any]], asked: dict[str, str], *, usual: int, most: int) -> list[Any]:
    """A page, newest first: from the newest down, or just above `min_id`."""
    limit = min(int(asked.get("limit", usual)), most)
    low, high = int(asked.get("min_id", 0)), int(asked.get("max_id", 10**20))
    chosen = sorted((row for row in found if low < int(row[0]) < high), key=lambda row: int(row[0]))
    part = chosen[:limit] if "min_id" in asked else chosen[-limit:]
    return [row[1] for row in reversed(part)]


CALLS: dict[str, Callable[[Standing, Call, httpx.Request], Answer]] = {
    "POST /api/v1/apps": _apps,
    "POST /oauth/token": _token,
    "GET /api/v1/accounts/verify_credentials": _verify,
    "GET /api/v1/accounts/{id}/statuses": _own,
    "GET /api/v1/instance": _first_document,
    "GET /api/v2/instance": _second_document,
    "POST /api/v2/media": _upload,
    "GET /api/v1/media/{id}": _medium,
    "GET /api/v1/notifications": _notifications,
    "GET /api/v1/streaming/user/notification": _line,
    "GET /api/v1/statuses": _several,
    "POST /api/v1/statuses": _post,
    "GET /api/v1/statuses/{id}": _one,
    "GET /api/v1/statuses/{id}/source": _source,
    "PUT /api/v1/statuses/{id}": _edit,
    "DELETE /api/v1/statuses/{id}": _delete,
}
