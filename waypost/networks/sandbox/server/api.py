"""The sandbox's API: what a client of this network may ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from waypost.networks.sandbox import text as counting
from waypost.networks.sandbox.audience.scenes import BY_KEY
from waypost.networks.sandbox.card import CARD
from waypost.networks.sandbox.server.asking import Answered, Asked, refused, said
from waypost.networks.sandbox.server.sandbox import Begun, Route, Sandbox, route
from waypost.networks.sandbox.server.waves import NewWave
from waypost.networks.sandbox.truth import PAGE, Owner, Picture, Post

HANDLE = r"^[a-z0-9][a-z0-9_.-]{0,39}$"


class NewAccount(BaseModel):
    """What somebody says to open an account."""

    handle: str = Field(pattern=HANDLE)
    name: str = Field(min_length=1, max_length=80)


class NewPicture(BaseModel):
    """An upload to hang on a post."""

    handle: str
    alt: str = ""


class NewPost(BaseModel):
    """A post to store."""

    text: str
    key: str = Field(default="", max_length=200)
    media: list[NewPicture] = []
    format: str = "text"
    in_reply_to: str = ""


Signed = Callable[..., Answered]


def _signed(answer: Signed) -> Callable[..., Answered]:
    """Hand the account to a function, and say in its answer what is left of the limit, if there is one; 401 for
    everybody else."""

    @wraps(answer)
    def asked(sandbox: Sandbox, begun: Begun, **parts: str) -> Answered:
        if begun.owner is None:
            return refused(401, "token", "This token belongs to nobody.")
        answered = answer(sandbox, begun.asked, begun.owner, **parts)
        left = sandbox.rates.of(begun.owner)
        return left.on(answered) if left else answered

    return asked


def sign_up(sandbox: Sandbox, begun: Begun) -> Answered:
    """Open an account, as anybody may."""
    try:
        new = NewAccount.model_validate_json(begun.asked.body)
    except ValidationError:
        return refused(422, "handle", "A handle has 1 to 40 small letters, digits, dots and dashes.")
    opened = sandbox.open_account(new.handle, new.name)
    if opened is None:
        return refused(422, "handle_taken", f"The handle {new.handle} is taken.")
    owner, token = opened
    return said(201, _profile(owner) | {"token": token})


@_signed
def me(sandbox: Sandbox, asked: Asked, owner: Owner) -> Answered:
    """Whose token this is."""
    return said(200, _profile(owner))


@_signed
def token(sandbox: Sandbox, asked: Asked, owner: Owner) -> Answered:
    """How long the caller's token is good."""
    return said(200, {"ends_at": _moment(sandbox.tokens.end_of(asked.token))})


@_signed
def renew(sandbox: Sandbox, asked: Asked, owner: Owner) -> Answered:
    """A new token for the caller's, which is exchanged once and lives to its end."""
    given = sandbox.tokens.renew(owner, asked.token)
    if given is None:
        return refused(409, "renewed", "This token was renewed before, or never ends.")
    return said(201, {"token": given.token, "ends_at": _moment(given.ends_at)})


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


@_signed
def upload(sandbox: Sandbox, asked: Asked, owner: Owner) -> Answered:
    """Keep an image for a while."""
    content_type = asked.headers.get("content-type", "")
    if content_type not in CARD.media.image_types and not sandbox.is_roomy:
        return refused(
            422, "media_type", f"{content_type or 'This'} is not a kind of image that can be shown here."
        )
    if not 0 < len(asked.body) <= CARD.media.image_bytes and not sandbox.is_roomy:
        return refused(413, "media_size", f"An image has at most {CARD.media.image_bytes} bytes.")
    handle, until = sandbox.truth.keep_media(owner.id, content_type, asked.body, sandbox.media_good_for)
    return said(201, {"handle": handle, "expires_at": until.isoformat()})


@_signed
def publish(sandbox: Sandbox, asked: Asked, owner: Owner) -> Answered:
    """Store a post, as far as the limit allows that somebody may have switched on."""
    rate = sandbox.rates.of(owner)
    return rate.refusal() if rate and not rate.left else _published(sandbox, asked, owner)


def _published(sandbox: Sandbox, asked: Asked, owner: Owner) -> Answered:
    """Store a post; a key that was used before stands for the post that was stored then."""
    try:
        new = NewPost.model_validate_json(asked.body)
    except ValidationError as error:
        return refused(400, "unreadable", f"This is not a post: {error.error_count()} mistakes.")
    if sandbox.honours_keys and new.key and sandbox.truth.key_is_taken(owner.id, new.key):
        return _stored_before(sandbox, asked, owner, new)
    pictures = _pictures(sandbox, owner, new)
    if isinstance(pictures, Answered):
        return pictures
    under = sandbox.truth.post(new.in_reply_to) if new.in_reply_to else None
    if new.in_reply_to and under is None:
        return refused(422, "not_there", "What this answers is no longer there.")
    post_id = sandbox.truth.store_post(
        owner, new.text, pictures, new.key, honours_key=sandbox.honours_keys, under=under
    )
    post = sandbox.truth.post(post_id)
    assert post is not None, "it was stored a moment ago"
    if not sandbox.waves.appeared(owner, post, under) and sandbox.living:
        sandbox.living.appeared(owner, post, under)
    return said(201, shown(asked, post))


def _stored_before(sandbox: Sandbox, asked: Asked, owner: Owner, new: NewPost) -> Answered:
    post = sandbox.truth.post_by_key(owner.id, new.key)
    if post is not None and post.text == new.text:
        return said(200, shown(asked, post))
    return refused(409, "duplicate", "This key already stands for another post.")


def _pictures(sandbox: Sandbox, owner: Owner, new: NewPost) -> list[Picture] | Answered:
    """Check a new post and find its pictures, or say why it is refused."""
    if not new.text.strip() and not new.media:
        return refused(422, "empty", "A post has text or an image.")
    beyond = None if sandbox.is_roomy else _beyond_its_limits(new)
    if beyond is not None:
        return beyond
    pictures = []
    for picture in new.media:
        digest = sandbox.truth.uploaded(owner.id, picture.handle)
        if digest is None:
            return refused(422, "media_expired", "An image's handle is unknown or no longer good.")
        pictures.append(Picture(digest, picture.alt))
    return pictures


def _beyond_its_limits(new: NewPost) -> Answered | None:
    if counting.count(new.text).over:
        return refused(422, "text_too_long", f"A post has at most {CARD.text_limit} characters.")
    if len(new.media) > CARD.media.images_max:
        return refused(422, "too_many_images", f"A post has at most {CARD.media.images_max} images.")
    if any(len(picture.alt) > CARD.media.alt_limit for picture in new.media):
        return refused(422, "alt_too_long", f"An alt text has at most {CARD.media.alt_limit} characters.")
    return None


@_signed
def posts(sandbox: Sandbox, asked: Asked, owner: Owner) -> Answered:
    """What the account said itself, newest first, a page at a time; `answers=no` leaves answers out."""
    try:
        since = datetime.fromisoformat(asked.params.get("since", "0001-01-01T00:00:00+00:00"))
    except ValueError:
        return refused(400, "since", "“since” is a moment, such as 2026-11-21T10:00:00+00:00.")
    if since.tzinfo is None:
        return refused(400, "since", "“since” needs its offset from UTC.")
    moment = since.astimezone(UTC).isoformat() if since.year > 1 else ""
    found = sandbox.truth.posts(
        owner.id, moment, asked.params.get("before", ""), with_answers=asked.params.get("answers") != "no"
    )
    older = found[-1].id if len(found) == PAGE else ""
    return said(200, {"posts": [shown(asked, post) for post in found], "older": older})


@_signed
def post_by_key(sandbox: Sandbox, asked: Asked, owner: Owner, key: str) -> Answered:
    """The post whose identity is this key."""
    return _shown_or_missing(asked, sandbox.truth.post_by_key(owner.id, key))


@_signed
def post(sandbox: Sandbox, asked: Asked, owner: Owner, post_id: str) -> Answered:
    """One post."""
    return _shown_or_missing(asked, sandbox.truth.post(post_id))


@_signed
def edit(sandbox: Sandbox, asked: Asked, owner: Owner, post_id: str) -> Answered:
    """Put words and pictures in the place of those of one of the account's own posts."""
    try:
        new = NewPost.model_validate_json(asked.body)
    except ValidationError as error:
        return refused(400, "unreadable", f"This is not a post: {error.error_count()} mistakes.")
    pictures = _pictures(sandbox, owner, new)
    if isinstance(pictures, Answered):
        return pictures
    if not sandbox.truth.edit_post(owner.id, post_id, new.text, pictures):
        return _shown_or_missing(asked, None)
    return _shown_or_missing(asked, sandbox.truth.post(post_id))


@_signed
def delete(sandbox: Sandbox, asked: Asked, owner: Owner, post_id: str) -> Answered:
    """Take one of the account's own posts away."""
    if sandbox.truth.delete_post(owner.id, post_id):
        return said(200, {})
    return _shown_or_missing(asked, None)


@_signed
def arrivals(sandbox: Sandbox, asked: Asked, owner: Owner) -> Answered:
    """What was said to the account after a cursor, oldest first, a page at a time."""
    at, _, number = asked.params.get("after", "").rpartition(" ")
    if asked.params.get("after") and not (at and number.isdigit()):
        return refused(400, "after", "“after” is the cursor of an earlier page.")
    found = sandbox.truth.told(owner.id, (at, number or "0"))
    last = f"{found[-1].post.at.isoformat()} {found[-1].post.id}" if found else asked.params.get("after", "")
    waves = sandbox.waves.of([told.post.id for told in found])
    return said(
        200,
        {
            "messages": [
                shown(asked, told.post)
                | {"address": told.address, "by": _speaker(told.post), "root": told.post.root}
                | {"wave": waves.get(told.post.id, "")}
                for told in found
            ],
            "cursor": last,
            "more": len(found) == PAGE,
        },
    )


def _speaker(post: Post) -> dict[str, str]:
    return {"id": post.account_id or f"~{post.handle}", "handle": post.handle, "name": post.name}


@_signed
def begin_wave(sandbox: Sandbox, asked: Asked, owner: Owner) -> Answered:
    """Let people be unhappy with the account for a while, for a drill that it asks for."""
    try:
        new = NewWave.model_validate_json(asked.body)
    except ValidationError as error:
        return refused(422, "unreadable", f"This is not a wave: {error.error_count()} mistakes.")
    if new.scene not in BY_KEY:
        return refused(422, "scene", f"Nobody here knows the scene “{new.scene}”.")
    return said(201, {"id": sandbox.waves.begin(owner, new)})


@_signed
def end_wave(sandbox: Sandbox, asked: Asked, owner: Owner, key: str) -> Answered:
    """Stop a wave of the account."""
    sandbox.waves.end(owner, key)
    return said(200, {})


@_signed
def counts(sandbox: Sandbox, asked: Asked, owner: Owner) -> Answered:
    """What is counted of the account's own posts, by their ids; a post that is gone is left out."""
    wanted = [number for number in asked.params.get("ids", "").split(",") if number]
    if len(wanted) > CARD.measures_at_once:
        return refused(400, "ids", f"At most {CARD.measures_at_once} posts at once.")
    found = sandbox.truth.posts_of(owner.id, wanted)
    return said(200, {"counts": counted(sandbox, found)})


def counted(sandbox: Sandbox, posts: Sequence[Post]) -> dict[str, dict[str, int]]:
    """What is counted of each post now. Without an audience nobody counts views, shares and clicks: they are left out."""
    audience = sandbox.living.counts(posts) if sandbox.living else {}
    found = {}
    for post in posts:
        counts = dict(audience.get(post.id, {}))
        counts["likes"] = counts.get("likes", 0) + post.like_count
        found[post.id] = counts | {"comments": post.reply_count}
    return found


@_signed
def account_counts(sandbox: Sandbox, asked: Asked, owner: Owner) -> Answered:
    """What is counted of the account itself."""
    return said(200, {"followers": sandbox.living.followers(owner) if sandbox.living else 0})


def shown(asked: Asked, post: Post) -> dict[str, Any]:
    """A post as the API shows it."""
    return {
        "id": post.id,
        "url": f"{asked.origin}/posts/{post.id}"
        if not post.root
        else f"{asked.origin}/posts/{post.root}#reply-{post.id}",
        "text": post.text,
        "at": post.at.isoformat(),
        "format": ("text", "image")[len(post.pictures)] if len(post.pictures) < 2 else "carousel",
        "in_reply_to": post.in_reply_to,
    }


def _shown_or_missing(asked: Asked, post: Post | None) -> Answered:
    if post is None:
        return refused(404, "not_found", "There is no such post.")
    return said(200, shown(asked, post))


def _profile(owner: Owner) -> dict[str, str]:
    return {"id": owner.id, "handle": owner.handle, "name": owner.name}


ROUTES: tuple[Route, ...] = (
    route("POST", "/api/posts", publish),
    route("GET", "/api/posts", posts),
    route("POST", "/api/media", upload),
    route("GET", "/api/keys/<key>", post_by_key),
    route("GET", "/api/me", me),
    route("GET", "/api/token", token),
    route("POST", "/api/token", renew),
    route("POST", "/api/accounts", sign_up),
    route("GET", "/api/posts/<post_id>", post),
    route("PUT", "/api/posts/<post_id>", edit),
    route("DELETE", "/api/posts/<post_id>", delete),
    route("GET", "/api/arrivals", arrivals),
    route("POST", "/api/waves", begin_wave),
    route("DELETE", "/api/waves/<key>", end_wave),
    route("GET", "/api/counts", counts),
    route("GET", "/api/me/counts", account_counts),
)
