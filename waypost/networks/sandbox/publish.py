"""Sending a post to the sandbox: uploads beforehand, one call, and the look afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

import httpx

from waypost.networks import calling
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
from waypost.networks.sandbox import client
from waypost.networks.sandbox.card import CARD
from waypost.toolkit import http


def steps(account: Account, outgoing: Outgoing) -> tuple[Step, ...]:
    """One upload for each image."""
    return tuple(
        Step(name=f"image-{number}", label=f"Upload image {number}", spends=Spend.UPLOAD)
        for number in range(1, len(outgoing.media) + 1)
    )


def run_step(account: Account, outgoing: Outgoing, name: str, handles: Mapping[str, Handle]) -> Handle:
    """Upload the image that the step names."""
    media = outgoing.media[int(name.removeprefix("image-")) - 1]
    found = client.call(
        account,
        "POST",
        "/api/media",
        client.MediaAnswer,
        content=media.read(),
        content_type=media.content_type,
    )
    return Handle(value=found.handle, expires_at=found.expires_at)


def prepare(account: Account, outgoing: Outgoing, handles: Mapping[str, Handle]) -> ReadyCall:
    """Connect and build the call. Raises Unreachable when the server cannot be reached."""
    body = body_of(account, outgoing, handles)
    return calling.ready(
        lambda: http.request(
            "POST", client.address(account, "/api/posts"), headers=client.headers(account), json=body
        ),
        _made,
        seconds=CARD.deadline,
    )


def _made(answer: httpx.Response) -> Sent:
    post = client.read(answer, client.PostAnswer)
    return Sent(remote_id=post.id, url=post.url, allowances=client.allowances(answer))


def body_of(account: Account, outgoing: Outgoing, handles: Mapping[str, Handle]) -> dict[str, Any]:
    """The post as the server wants it."""
    return {
        "text": outgoing.text,
        "key": outgoing.key,
        "format": outgoing.format,
        "media": [
            {"handle": handles[step.name].value, "alt": media.alt}
            for step, media in zip(steps(account, outgoing), outgoing.media, strict=True)
        ],
        "in_reply_to": outgoing.in_reply_to,
    }


def find(account: Account, outgoing: Outgoing, since: datetime, known_ids: frozenset[str]) -> Sent | None:
    """Ask for the key; where the server does not keep keys, look through the account's posts since then."""
    try:
        post = client.call(account, "GET", f"/api/keys/{quote(outgoing.key, safe='')}", client.PostAnswer)
    except Rejected as error:
        if error.code != "not_found":
            raise
        return _look_through(account, outgoing, since, known_ids)
    return Sent(remote_id=post.id, url=post.url)


def _look_through(
    account: Account, outgoing: Outgoing, since: datetime, known_ids: frozenset[str]
) -> Sent | None:
    params = {"since": since.isoformat()}
    while True:
        page = client.call(account, "GET", "/api/posts", client.PostsAnswer, params=params)
        for post in page.posts:
            if post.id not in known_ids and _is_same(post, outgoing):
                return Sent(remote_id=post.id, url=post.url)
        if not page.older:
            return None
        params["before"] = page.older


def _is_same(post: client.PostAnswer, outgoing: Outgoing) -> bool:
    """A link's code is unique per publication, so it decides; without one the text must be equal, and its place."""
    if outgoing.link:
        return outgoing.link in post.text
    else:
        return (post.text, post.in_reply_to) == (outgoing.text, outgoing.in_reply_to)
