"""A Ghost site in this process: it keeps posts and pictures, mails once, and refuses what Ghost refuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain, count
from typing import Any

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from waypost.networks.ghost.tests.checking import Call, checked
from waypost.toolkit import clock, http

_numbers = count(1)
_FILTER = re.compile(r"(\w+):(?:\[([^\]]*)\]|([\w-]+))")
_PICTURES = {"image/jpeg", "image/png", "image/webp", "image/gif"}
# Stricter than the schemas: core/server/data/schema/schema.js of 6.65.
_LONGEST = {"title": 255, "custom_excerpt": 300, "feature_image_alt": 191}


class Refused(Exception):
    """A documented refusal."""

    def __init__(self, status: int, kind: str, context: str = "") -> None:
        super().__init__(kind)
        self.status, self.kind, self.context = status, kind, context


@dataclass
class Kept:
    """A post, as it is kept."""

    id: str
    said: dict[str, Any]
    status: str
    slug: str
    updated_at: datetime
    published_at: datetime | None = None
    clicks: int = 0
    positive_feedback: int = 0


@dataclass
class Site:
    """One site. What is done there happens a second after all before."""

    host: str = ""
    members: int = 0
    newsletters: tuple[str, ...] = ("low-tide",)
    leads_to: str = ""
    secret: str = ""
    key_id: str = ""
    posts: dict[str, Kept] = field(default_factory=dict)
    pictures: list[tuple[str, str, bytes]] = field(default_factory=list)
    comments: dict[str, tuple[str, str]] = field(default_factory=dict)
    mailed: list[tuple[str, str, str]] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    last_at: datetime | None = None

    def __post_init__(self) -> None:
        number = next(_numbers)
        self.host = self.host or f"ghost-{number}.example"
        self.key_id, self.secret = f"{number:024x}", f"{number:064x}"

    @property
    def address(self) -> str:
        return f"https://{self.host}"

    @property
    def key(self) -> str:
        """The Admin API key of our integration."""
        return f"{self.key_id}:{self.secret}"

    def moment(self) -> datetime:
        before = self.last_at or clock.now() - timedelta(days=1)
        self.last_at = max(clock.now().replace(microsecond=0), before + timedelta(seconds=1))
        return self.last_at

    # The wire

    def connect(self, request: httpx.Request) -> None:
        """Be reached."""
        if request.url.host != self.host:
            raise http.NotSent(f"no such host as {request.url.host}")

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        call = checked(request)
        self.calls.append(call)
        if self.leads_to:
            return httpx.Response(200, json={}, request=httpx.Request("GET", self.leads_to))
        try:
            if call.operation != "GET /site/":
                self.let_in(request)
            status, said = ANSWERS[call.operation](self, call)
        except Refused as refused:
            said = {
                "errors": [{"message": f"{refused.kind}.", "context": refused.context, "type": refused.kind}]
            }
            return httpx.Response(refused.status, json=said, request=request)
        if status == 204:
            return httpx.Response(204, request=request)
        return httpx.Response(status, json=said, request=request)

    def let_in(self, request: httpx.Request) -> None:
        """Hold the word of the caller against the key."""
        scheme, _, word = request.headers.get("authorization", "").partition(" ")
        assert scheme == "Ghost", "the Admin API is told who calls by Ghost"
        assert re.fullmatch(r"v\d+\.0", request.headers["accept-version"])
        try:
            found = jwt.decode(word, OctKey.import_key(bytes.fromhex(self.secret)), algorithms=["HS256"])
        except JoseError as error:
            raise Refused(401, "UnauthorizedError", "INVALID_JWT") from error
        if found.header.get("kid") != self.key_id:
            raise Refused(401, "UnauthorizedError", "UNKNOWN_ADMIN_API_KEY")
        assert found.claims["aud"] == "/admin/"
        assert 0 < found.claims["exp"] - found.claims["iat"] <= 300, "a word lives five minutes at most"

    def show(self, post: Kept, included: str = "") -> dict[str, Any]:
        counted = {name.partition(".")[2] for name in included.split(",") if name.startswith("count.")}
        place = f"{post.slug}/" if post.status != "draft" else f"p/{post.id}/"
        return {
            "id": post.id, "status": post.status, "slug": post.slug, "url": f"{self.address}/{place}",
            "title": post.said["title"], "html": post.said.get("html"),
            "feature_image": post.said.get("feature_image"), "updated_at": _written(post.updated_at),
            "published_at": post.published_at and _written(post.published_at), "count": {name: getattr(post, name) for name in counted},
        }  # fmt: skip

    def hold(self, said: dict[str, Any]) -> None:
        """Refuse what is longer than Ghost keeps."""
        for name, most in _LONGEST.items():
            if len(said.get(name) or "") > most:
                raise Refused(422, "ValidationError", f"{name} exceeds maximum length of {most} characters.")

    def free_slug(self, wanted: str, post_id: str) -> str:
        taken = {one.slug for one in self.posts.values() if one.id != post_id}
        names = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
        return next(name for name in names if name not in taken)


Answer = tuple[int, Any]


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _about(site: Site, call: Call) -> Answer:
    return 200, {"site": {"title": "Tern & Tide", "version": "6.65", "url": f"{site.address}/"}}


def _page(call: Call, found: list[Any]) -> tuple[list[Any], dict[str, Any]]:
    limit, page = int(call.query.get("limit", 15)), int(call.query.get("page", 1))
    part = found[(page - 1) * limit : page * limit]
    following = page + 1 if page * limit < len(found) else None
    pages = {"page": page, "limit": limit, "total": len(found), "next": following}
    return part, {"pagination": pages}


def _posts(site: Site, call: Call) -> Answer:
    found = list(site.posts.values())
    for name, several, one in _FILTER.findall(call.query.get("filter", "")):
        wanted = several.split(",") if several else [one]
        found = [post for post in found if str(getattr(post, name)) in wanted]
    if call.query.get("order") == "published_at desc":
        found.sort(key=lambda post: post.published_at or post.updated_at, reverse=True)
    part, meta = _page(call, found)
    return 200, {"posts": [site.show(post, call.query.get("include", "")) for post in part], "meta": meta}


def _found(site: Site, call: Call) -> Kept:
    if call.id not in site.posts:
        raise Refused(404, "NotFoundError", "Post not found.")
    return site.posts[call.id]


def _one(site: Site, call: Call) -> Answer:
    return 200, {"posts": [site.show(_found(site, call))]}


def _add(site: Site, call: Call) -> Answer:
    site.hold(call.said)
    post_id, at = f"{next(_numbers):024x}", site.moment()
    status = call.said.get("status", "draft")
    slug = site.free_slug(call.said.get("slug", "untitled"), post_id)
    post = Kept(post_id, dict(call.said), status, slug, at, at if status == "published" else None)
    site.posts[post_id] = post
    return 201, {"posts": [site.show(post)]}


def _edit(site: Site, call: Call) -> Answer:
    post, said = _found(site, call), call.said
    site.hold(said)
    if said["updated_at"] != _written(post.updated_at):
        raise Refused(409, "UpdateCollisionError", "Someone else is editing this post.")
    if "newsletter" in call.query:
        if call.query["newsletter"] not in site.newsletters:
            raise Refused(422, "ValidationError", "newsletter")
        if post.status == "draft" and said.get("status") == "published":
            site.mailed.append((post.id, call.query["newsletter"], call.query["email_segment"]))
    post.updated_at = site.moment()
    if post.status == "draft" and said.get("status") == "published":
        post.published_at = post.updated_at
    post.status, post.said = said.get("status", post.status), post.said | said
    post.slug = site.free_slug(said.get("slug", post.slug), post.id)
    return 200, {"posts": [site.show(post)]}


def _delete(site: Site, call: Call) -> Answer:
    del site.posts[_found(site, call).id]
    return 204, None


def _upload(site: Site, call: Call) -> Answer:
    name, content_type, content = call.said["file"]
    if content_type not in _PICTURES:
        raise Refused(415, "UnsupportedMediaTypeError", "Please select a valid image.")
    site.pictures.append((name, content_type, content))
    url = f"{site.address}/content/images/{len(site.pictures)}-{name}"
    return 201, {"images": [{"url": url, "ref": call.said.get("ref")}]}


def _members(site: Site, call: Call) -> Answer:
    return 200, {"members": [], "meta": _page(call, list(range(site.members)))[1]}


def _newsletters(site: Site, call: Call) -> Answer:
    part, meta = _page(call, list(site.newsletters))
    return 200, {"newsletters": [{"slug": one} for one in part], "meta": meta}


ANSWERS: dict[str, Callable[[Site, Call], Answer]] = {
    "GET /site/": _about,
    "GET /posts/": _posts,
    "GET /posts/{id}/": _one,
    "POST /posts/": _add,
    "PUT /posts/{id}/": _edit,
    "DELETE /posts/{id}/": _delete,
    "POST /images/upload/": _upload,
    "GET /members/": _members,
    "GET /newsletters/": _newsletters,
}
