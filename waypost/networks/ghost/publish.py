"""Publishing on a Ghost site: a draft beforehand, one call that lets it appear, and the look by its slug.

Publishing the same draft twice is publishing it once, and its mail goes out when it stops being a draft, never again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import httpx

from waypost.networks import calling
from waypost.networks.articles.limits import hold_against_limit
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
from waypost.networks.ghost import client, preparing
from waypost.networks.ghost.card import CARD, MAIL
from waypost.networks.ghost.client import Post, PostAnswer
from waypost.toolkit import http

_DELETED = "Somebody deleted the draft on the site. Schedule the post again."


def steps(account: Account, outgoing: Outgoing) -> tuple[Step, ...]:
    """Pictures, the newsletter where it goes out by mail, a draft."""
    found = [
        Step(name=f"image-{number}", label=f"Upload image {number}", spends=Spend.UPLOAD)
        for number in range(1, len(outgoing.media) + 1)
    ]
    if outgoing.options.get(MAIL) == "yes":
        found.append(Step(name="newsletter", label="Find the newsletter"))
    return (*found, Step(name="draft", label="Make a draft"))


def run_step(account: Account, outgoing: Outgoing, name: str, handles: Mapping[str, Handle]) -> Handle:
    """Do one step; its result is JSON. Raises Rejected for an answer: Ghost's comments are its members' alone."""
    if outgoing.in_reply_to:
        raise Rejected("On Ghost only members comment. Answer on the site itself.", "comments")
    match name:
        case "newsletter":
            done = preparing.newsletter(account)
        case "draft":
            hold_against_limit(outgoing)
            done = preparing.draft(account, outgoing)
        case _:
            done = preparing.picture(account, outgoing.media[int(name.removeprefix("image-")) - 1])
    return Handle(value=json.dumps(done))


def prepare(account: Account, outgoing: Outgoing, handles: Mapping[str, Handle]) -> ReadyCall:
    """Read the draft's last change, build the call, connect. Raises Unreachable when the site is not there."""
    done = {name: json.loads(handle.value) for name, handle in handles.items()}
    try:
        draft = preparing.current(account, done["draft"])
    except client.Missing as error:
        raise Rejected(_DELETED, error.code) from error
    slug = preparing.slug(outgoing)
    said = body_of(outgoing, done) | {"slug": slug, "status": "published", "updated_at": draft.updated_at}
    asked = {"source": "html"}
    if "newsletter" in done and draft.status == "draft":
        asked |= {"newsletter": done["newsletter"], "email_segment": "all"}
    url = client.address(account.server, f"/posts/{draft.id}/", asked)
    return calling.ready(
        lambda: http.request("PUT", url, headers=client.headers(account), json={"posts": [said]}),
        _made,
        seconds=CARD.deadline,
    )


def _made(answer: httpx.Response) -> Sent:
    try:
        return _sent(client.read(answer, PostAnswer).post)
    except client.Missing as error:
        raise Rejected(_DELETED, error.code) from error


def find(account: Account, outgoing: Outgoing, since: datetime, known_ids: frozenset[str]) -> Sent | None:
    """Look for the post by its slug, whatever the site's clock says: a draft is not out."""
    found = preparing.known(account, outgoing, preparing.OUT)
    return _sent(found) if found is not None else None


def body_of(outgoing: Outgoing, done: Mapping[str, Any]) -> dict[str, Any]:
    """What a post says, of the results of its steps."""
    pictures = [done[f"image-{number}"] for number in range(1, len(outgoing.media) + 1)]
    return preparing.fields(outgoing, pictures)


def _sent(post: Post) -> Sent:
    if not post.url:
        raise http.UnreadableAnswer("the site did not say where the post is read")
    return Sent(remote_id=post.id, url=post.url)
