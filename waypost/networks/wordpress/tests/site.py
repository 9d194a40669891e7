"""A WordPress site in this process: it keeps posts, comments, pictures and terms, and refuses what a site refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import httpx

from waypost.networks.wordpress.tests.checking import Call, checked
from waypost.networks.wordpress.tests.keeping import Comment, Kept, Medium, Post, Refused, Term, User
from waypost.toolkit import clock, http

_numbers = count(1)
_TYPES = {"image/jpeg", "image/png", "image/webp", "image/gif"}


@dataclass
class Site:
    """One site. What is said there happens a second after all before: that is as finely as a site tells."""

    host: str = ""
    scheme: str = "https"
    name: str = "Tern &amp; Tide"
    namespaces: tuple[str, ...] = ("oembed/1.0", "wp/v2")
    offers_passwords: bool = True
    has_trash: bool = True
    is_flooded: bool = False
    leads_to: str = ""
    users: dict[str, User] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)
    calls: list[Call] = field(default_factory=list)
    last_at: datetime | None = None

    def __post_init__(self) -> None:
        self.host = self.host or f"site-{next(_numbers)}.example"

    @property
    def address(self) -> str:
        return f"{self.scheme}://{self.host}"

    def join(self, username: str, **more: Any) -> User:
        """Let somebody sign in there."""
        self.users[username] = User(next(_numbers), username, f"pass {username} {next(_numbers)}", **more)
        return self.users[username]

    def moment(self) -> datetime:
        before = self.last_at or clock.now() - timedelta(days=1)
        self.last_at = max(clock.now().replace(microsecond=0), before + timedelta(seconds=1))
        return self.last_at

    def write(self, by: User, **said: Any) -> Post:
        """Publish as people do on the site itself."""
        post = Post(
            next(_numbers), by, said, self.moment(), "publish", said.get("slug", f"post-{next(_numbers)}")
        )
        self.kept.posts[post.id] = post
        return post

    def comment(self, post: int, parent: int, text: str, name: str, by: User | None = None) -> Comment:
        """Say something under a post."""
        found = Comment(next(_numbers), post, parent, by, name, text, self.moment())
        self.kept.comments[found.id] = found
        return found

    # The wire

    def connect(self, request: httpx.Request) -> None:
        """Be reached."""
        if request.url.host != self.host:
            raise http.NotSent(f"no such host as {request.url.host}")

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        call = checked(request)
        self.calls.append(call)
        if self.leads_to:
            led = httpx.Request("GET", f"{self.leads_to}/index.php")
            return httpx.Response(200, json={}, request=led)
        try:
            status, said, total = ANSWERS[call.operation](self, call)
        except Refused as refused:
            status, total = refused.status, None
            said = {"code": refused.code, "message": f"Sorry: <strong>{refused.code}</strong>.",
                    "data": {"status": status} | refused.data}  # fmt: skip
        more = {} if total is None else {"x-wp-total": str(total)}
        return httpx.Response(status, json=said, headers=more, request=request)

    def caller(self, call: Call, needs: str = "read") -> User:
        """Who calls. Raises Refused where nobody does, or somebody who may not."""
        user = self.users.get(call.user)
        if user is None or call.password != user.password:
            raise Refused(401, "rest_not_logged_in")
        if needs not in user.may:
            raise Refused(
                403, f"rest_cannot_{needs}" if needs != "manage_categories" else "rest_cannot_create"
            )
        return user

    # How things are shown

    def show(self, post: Post) -> dict[str, Any]:
        path = post.slug if post.status == "publish" else f"?p={post.id}"
        return {
            "id": post.id, "author": post.by.id, "status": post.status, "slug": post.slug,
            "link": f"{self.address}/{path}", "date_gmt": _written(post.at),
            "title": _shown(post.said.get("title", "")), "content": _shown(post.said.get("content", "")),
            "featured_media": post.said.get("featured_media", 0),
        }  # fmt: skip

    def show_comment(self, one: Comment) -> dict[str, Any]:
        return {
            "id": one.id, "post": one.post, "parent": one.parent, "author": one.by.id if one.by else 0,
            "author_name": one.name, "author_url": "", "date_gmt": _written(one.at),
            "content": _shown(one.text), "status": one.status,
            "link": f"{self.address}/?p={one.post}#comment-{one.id}",
        }  # fmt: skip


Answer = tuple[int, Any, int | None]


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def _shown(text: str) -> dict[str, str]:
    return {"raw": text, "rendered": f"<p>{text}</p>"}


def _listed(found: Iterable[Any], call: Call, usual: int = 10) -> tuple[list[Any], int]:
    """A page of a list, and the number of all."""
    rows, size = list(found), call.said.get("per_page", usual)
    if not 1 <= size <= 100:
        raise Refused(400, "rest_invalid_param")
    start = call.said.get("offset", (call.said.get("page", 1) - 1) * size)
    return rows[start : start + size], len(rows)


def _about(site: Site, call: Call) -> Answer:
    ways: Any = {"application-passwords": {}} if site.offers_passwords else []
    return 200, {"name": site.name, "namespaces": site.namespaces, "authentication": ways}, None


def _me(site: Site, call: Call) -> Answer:
    user = site.caller(call)
    said = {"id": user.id, "name": user.username.title()}
    if call.said.get("context") == "edit":
        said |= {"username": user.username, "capabilities": dict.fromkeys(user.may, True)}
    return 200, said, None


def _posts(site: Site, call: Call) -> Answer:
    states = call.said.get("status", ["publish"])
    if call.said.get("context") == "edit" or states != ["publish"]:
        site.caller(call, "edit_posts")
    found = [
        one
        for one in site.kept.posts.values()
        if one.status in states
        and one.slug in call.said.get("slug", [one.slug])
        and one.id in call.said.get("include", [one.id])
        and one.by.id in call.said.get("author", [one.by.id])
    ]
    page, total = _listed(sorted(found, key=lambda one: one.at, reverse=True), call)
    return 200, [site.show(one) for one in page], total


def _create(site: Site, call: Call) -> Answer:
    by, said = site.caller(call, "edit_posts"), call.said
    site.kept.hold(said, by)
    if not any(said.get(name, "").strip() for name in ("title", "content", "excerpt")):
        raise Refused(400, "empty_content")
    post = Post(next(_numbers), by, dict(said), site.moment(), said["status"], said["slug"])
    site.kept.posts[post.id] = post
    return 201, site.show(post), None


def _post(site: Site, call: Call) -> Post:
    if call.id not in site.kept.posts:
        raise Refused(404, "rest_post_invalid_id")
    return site.kept.posts[call.id]


def _one(site: Site, call: Call) -> Answer:
    site.caller(call, "edit_posts")
    return 200, site.show(_post(site, call)), None


def _update(site: Site, call: Call) -> Answer:
    by, post, said = site.caller(call, "edit_posts"), _post(site, call), call.said
    site.kept.hold(said, by)
    status = said.get("status", post.status)
    if status == "publish" and post.status == "draft":
        post.at = site.moment()
    post.status, post.said = status, post.said | said
    slug = said.get("slug", post.slug)
    post.slug = site.kept.free_slug(slug, post.id) if status == "publish" else slug
    return 200, site.show(post), None


def _delete(site: Site, call: Call) -> Answer:
    site.caller(call, "edit_posts")
    post = _post(site, call)
    if call.said.get("force") == "true":
        del site.kept.posts[post.id]
        return 200, {"deleted": True, "previous": site.show(post)}, None
    if not site.has_trash:
        raise Refused(501, "rest_trash_not_supported")
    if post.status == "trash":
        raise Refused(410, "rest_already_trashed")
    post.status, post.slug = "trash", f"{post.slug}__trashed"
    return 200, site.show(post), None


def _media(site: Site, call: Call) -> Answer:
    site.caller(call, "upload_files")
    found = [one for one in site.kept.media.values() if one.slug in call.said.get("slug", [one.slug])]
    page, total = _listed(found, call)
    return 200, [_show_medium(site, one) for one in page], total


def _show_medium(site: Site, one: Medium) -> dict[str, Any]:
    url = f"{site.address}/wp-content/uploads/{one.slug}.{one.content_type.rpartition('/')[2]}"
    return {"id": one.id, "source_url": url, "alt_text": one.alt}


def _upload(site: Site, call: Call) -> Answer:
    site.caller(call, "upload_files")
    _name, content_type, content = call.said["file"]
    if content_type not in _TYPES:
        raise Refused(500, "rest_upload_unknown_error")
    number = next(_numbers)
    slug = site.kept.free_slug(call.said.get("slug", f"file-{number}"), number)
    one = Medium(number, slug, call.said.get("alt_text", ""), content_type, content)
    site.kept.media[number] = one
    return 201, _show_medium(site, one), None


def _change_medium(site: Site, call: Call) -> Answer:
    site.caller(call, "upload_files")
    one = site.kept.media[call.id]
    one.alt = call.said["alt_text"]
    return 200, _show_medium(site, one), None


def _terms(site: Site, call: Call) -> Answer:
    kind, wanted = call.operation.rpartition("/")[2], call.said.get("search", "").casefold()
    found = [one for one in site.kept.terms.values() if one.kind == kind and wanted in one.name.casefold()]
    page, total = _listed(found, call)
    return 200, [{"id": one.id, "name": one.name.replace("&", "&amp;")} for one in page], total


def _make_term(site: Site, call: Call) -> Answer:
    kind, name = call.operation.rpartition("/")[2], call.said["name"]
    site.caller(call, "manage_categories" if kind == "categories" else "assign_terms")
    for one in site.kept.terms.values():
        if one.kind == kind and one.name.casefold() == name.casefold():
            raise Refused(400, "term_exists", term_id=one.id)
    made = Term(next(_numbers), kind, name)
    site.kept.terms[made.id] = made
    return 201, {"id": made.id, "name": made.name}, None


def _comments(site: Site, call: Call) -> Answer:
    said = call.said
    if said.get("context") == "edit" or {"status", "author"} & said.keys():
        site.caller(call, "edit_posts")
    states = {"approved", "hold"} if said.get("status") == "all" else {"approved"}
    found = [
        one
        for one in site.kept.comments.values()
        if one.status in states
        and one.post in said.get("post", [one.post])
        and one.parent in said.get("parent", [one.parent])
        and one.id in said.get("include", [one.id])
        and (one.by.id if one.by else 0) in said.get("author", [one.by.id if one.by else 0])
        and one.at > datetime.fromisoformat(said.get("after", "2000-01-01T00:00:00+00:00"))
        and getattr(site.kept.posts.get(one.post), "status", "") != "trash"
    ]
    in_order = sorted(found, key=lambda one: (one.at, one.id), reverse=said.get("order", "desc") == "desc")
    page, total = _listed(in_order, call)
    return 200, [site.show_comment(one) for one in page], total


def _say(site: Site, call: Call) -> Answer:
    by, said = site.caller(call), call.said
    post, parent = site.kept.posts.get(said.get("post", 0)), said.get("parent", 0)
    if post is None or post.status == "trash":
        raise Refused(403, "rest_comment_invalid_post_id")
    if not said.get("content", "").strip():
        raise Refused(400, "rest_comment_content_invalid")
    if site.is_flooded:
        raise Refused(400, "comment_flood")
    for one in site.kept.comments.values():
        if (one.post, one.parent, one.by, one.text) == (post.id, parent, by, said["content"]):
            raise Refused(409, "comment_duplicate")
    made = site.comment(post.id, parent, said["content"], by.username, by)
    return 201, site.show_comment(made), None


def _comment(site: Site, call: Call) -> Comment:
    if call.id not in site.kept.comments:
        raise Refused(404, "rest_comment_invalid_id")
    return site.kept.comments[call.id]


def _one_comment(site: Site, call: Call) -> Answer:
    site.caller(call, "edit_posts")
    return 200, site.show_comment(_comment(site, call)), None


def _change_comment(site: Site, call: Call) -> Answer:
    site.caller(call, "moderate_comments")
    one = _comment(site, call)
    one.text = call.said.get("content", one.text)
    return 200, site.show_comment(one), None


def _delete_comment(site: Site, call: Call) -> Answer:
    site.caller(call, "moderate_comments")
    one = _comment(site, call)
    if one.status == "trash":
        raise Refused(410, "rest_already_trashed")
    one.status = "trash"
    return 200, site.show_comment(one), None


ANSWERS: dict[str, Callable[[Site, Call], Answer]] = {
    "GET /": _about,
    "GET /wp/v2/users/me": _me,
    "GET /wp/v2/posts": _posts,
    "POST /wp/v2/posts": _create,
    "GET /wp/v2/posts/{id}": _one,
    "POST /wp/v2/posts/{id}": _update,
    "DELETE /wp/v2/posts/{id}": _delete,
    "GET /wp/v2/media": _media,
    "POST /wp/v2/media": _upload,
    "POST /wp/v2/media/{id}": _change_medium,
    "GET /wp/v2/categories": _terms,
    "POST /wp/v2/categories": _make_term,
    "GET /wp/v2/tags": _terms,
    "POST /wp/v2/tags": _make_term,
    "GET /wp/v2/comments": _comments,
    "POST /wp/v2/comments": _say,
    "GET /wp/v2/comments/{id}": _one_comment,
    "POST /wp/v2/comments/{id}": _change_comment,
    "DELETE /wp/v2/comments/{id}": _delete_comment,
}
