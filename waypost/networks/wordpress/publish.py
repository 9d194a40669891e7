"""Publishing on a WordPress site: a draft beforehand, one call that lets it appear, and the look by its slug.

Publishing the same draft twice is publishing it once, so an answer that is lost can make no second post.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from html import escape
from typing import Any

import httpx
from pydantic import BaseModel

from waypost.networks import calling
from waypost.networks.articles.limits import hold_against_limit
from waypost.networks.articles.naming import TAGS
from waypost.networks.articles.reading import folded
from waypost.networks.contract import (
    Account,
    Handle,
    Outgoing,
    ReadyCall,
    Rejected,
    Sent,
    Spend,
    Step,
)
from waypost.networks.wordpress import client, preparing, writing
from waypost.networks.wordpress.card import CARD, CATEGORIES
from waypost.networks.wordpress.client import PostAnswer, Text
from waypost.networks.wordpress.places import comment_id
from waypost.toolkit import http

_PAGE, _PAGES = 100, 20


class CommentAnswer(BaseModel):
    """A comment of ours."""

    id: int
    link: str
    author: int = 0
    content: Text = Text()


def steps(account: Account, outgoing: Outgoing) -> tuple[Step, ...]:
    """Pictures, categories and tags, a draft; of an answer the comment above it."""
    if outgoing.in_reply_to:
        return (Step(name="answered", label="Find what this answers"),)
    found = [
        Step(name=f"image-{number}", label=f"Upload image {number}", spends=Spend.UPLOAD)
        for number in range(1, len(outgoing.media) + 1)
    ]
    if any(outgoing.options.get(name, "").strip() for name in (CATEGORIES, TAGS)):
        found.append(Step(name="terms", label="Find categories and tags"))
    return (*found, Step(name="draft", label="Make a draft"))


def run_step(account: Account, outgoing: Outgoing, name: str, handles: Mapping[str, Handle]) -> Handle:
    """Do one step; its result is JSON."""
    done: Any
    match name:
        case "answered":
            done = preparing.answered(account, outgoing)
        case "terms":
            done = preparing.terms(account, outgoing)
        case "draft":
            hold_against_limit(outgoing)
            done = preparing.draft(account, outgoing)
        case _:
            media = outgoing.media[int(name.removeprefix("image-")) - 1]
            done = asdict(preparing.picture(account, outgoing, media))
    return Handle(value=json.dumps(done))


def prepare(account: Account, outgoing: Outgoing, handles: Mapping[str, Handle]) -> ReadyCall:
    """Build the call and connect. Raises Unreachable when the site is not."""
    done = {name: json.loads(handle.value) for name, handle in handles.items()}
    if outgoing.in_reply_to:
        path, body = "/comments", done["answered"] | {"content": comment_of(outgoing.text)}
    else:
        path = f"/posts/{done['draft']}"
        body = body_of(outgoing, done) | {"slug": writing.slug(outgoing), "status": "publish"}
    return calling.ready(
        lambda: http.request(
            "POST", client.address(account.server, path), headers=client.headers(account), json=body
        ),
        _answered if outgoing.in_reply_to else _made,
        seconds=CARD.deadline,
    )


def _answered(answer: httpx.Response) -> Sent:
    return _commented(client.read(answer, CommentAnswer))


def _made(answer: httpx.Response) -> Sent:
    try:
        return _sent(client.read(answer, PostAnswer))
    except client.Missing as error:
        sentence = "Somebody deleted the draft on the site. Schedule the post again."
        raise Rejected(sentence, error.code) from error


def find(account: Account, outgoing: Outgoing, since: datetime, known_ids: frozenset[str]) -> Sent | None:
    """Look for the post by its slug, whatever the site's clock says; for a comment by its words under what it answers."""
    if outgoing.in_reply_to:
        return _find_comment(account, outgoing, since, known_ids)
    found = preparing.known(account, outgoing, preparing.OUT)
    return _sent(found) if found is not None else None


def _find_comment(
    account: Account, outgoing: Outgoing, since: datetime, known_ids: frozenset[str]
) -> Sent | None:
    under, wanted = preparing.answered(account, outgoing), " ".join(outgoing.text.split())
    asked: dict[str, str | int] = {
        "post": under["post"],
        "parent": under["parent"],
        "author": client.user_of(account),
        "after": moment(since.timestamp() - 1),
        "status": "all",
        "context": "edit",
        "per_page": _PAGE,
    }
    for number in range(_PAGES):
        page = client.page(account, "/comments", CommentAnswer, **asked, offset=number * _PAGE)
        for comment in page.items:
            is_it = folded(comment.content.raw or comment.content.rendered) == wanted
            if is_it and comment_id(comment.id) not in known_ids:
                return _commented(comment)
        if len(page.items) < _PAGE:
            return None
    raise http.UnreadableAnswer("the site lists more comments of ours than can be looked through")


def moment(seconds: float) -> str:
    """A moment (seconds since 1970) as the interface takes it, in whole seconds."""
    return datetime.fromtimestamp(int(seconds), tz=UTC).isoformat()


def body_of(outgoing: Outgoing, done: Mapping[str, Any]) -> dict[str, Any]:
    """What a post says, of the results of its steps."""
    pictures = [writing.Picture(**done[f"image-{number}"]) for number in range(1, len(outgoing.media) + 1)]
    return writing.fields(outgoing, pictures, done.get("terms", {}))


def comment_of(text: str) -> str:
    """A comment's text: the site keeps HTML, and makes lines and links of what looks so."""
    return escape(text, quote=False)


def _sent(post: PostAnswer) -> Sent:
    if not post.link:
        raise http.UnreadableAnswer("the site did not say where the post is read")
    return Sent(remote_id=str(post.id), url=post.link)


def _commented(comment: CommentAnswer) -> Sent:
    return Sent(remote_id=comment_id(comment.id), url=comment.link)
