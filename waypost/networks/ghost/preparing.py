"""What is done on a site before a post is due: pictures, the newsletter's name, and a draft that nobody sees."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from pydantic import BaseModel, Field

from waypost.networks.articles.naming import (
    EXCERPT,
    TAGS,
    TITLE_LIMIT,
    mark_of,
    names_in,
    slug_of,
    title_of,
)
from waypost.networks.articles.writing import paragraphs
from waypost.networks.contract import Account, MediaFile, Outgoing, Rejected
from waypost.networks.ghost import client
from waypost.networks.ghost.client import Post, PostAnswer, PostsAnswer

OUT = "published,sent,scheduled"
"""The states of a post that is out, or is bound to be."""
_UNTITLED = "…"


class Newsletter(BaseModel):
    """A newsletter of the site."""

    slug: str


class NewslettersAnswer(BaseModel):
    """Its newsletters."""

    newsletters: list[Newsletter]


class Image(BaseModel):
    """A picture on the site."""

    url: str


class ImagesAnswer(BaseModel):
    """The picture that was left there."""

    images: list[Image] = Field(min_length=1)


def slug(outgoing: Outgoing) -> str:
    """The slug with which a post appears."""
    return slug_of(outgoing.key, title_of(outgoing.options, outgoing.text))


def known(account: Account, outgoing: Outgoing, states: str = "") -> Post | None:
    """The post in one of these states, or in any, by the slug of its draft or the one with which it appears.

    The draft's is made of the key alone, so that another title does not make another draft. Raises as the client does.
    """
    asked = f"slug:[{mark_of(outgoing.key)},{slug(outgoing)}]" + (f"+status:[{states}]" if states else "")
    found = client.get(account, "/posts/", PostsAnswer, filter=asked, fields="id,status,url", limit=1)
    return found.posts[0] if found.posts else None


def draft(account: Account, outgoing: Outgoing) -> str:
    """The draft of a post, made where it is not there: one for each key, however often this is asked."""
    there = known(account, outgoing)
    if there is not None:
        return there.id
    said = fields(outgoing, ()) | {"slug": mark_of(outgoing.key), "status": "draft"}
    return client.write("POST", account, "/posts/", PostAnswer, {"posts": [said]}, source="html").post.id


def current(account: Account, post_id: str) -> Post:
    """A post as it stands now: whoever changes it must name the moment of its last change. Raises Missing."""
    return client.get(account, f"/posts/{post_id}/", PostAnswer, fields="id,status,updated_at").post


def picture(account: Account, media: MediaFile) -> str:
    """The address of a picture that was left on the site."""
    ending = media.content_type.rpartition("/")[2].replace("jpeg", "jpg")
    name = f"{media.sha256[:16]}.{ending}"
    found = client.upload(account, name, media.read(), media.content_type, ImagesAnswer)
    return found.images[0].url


def newsletter(account: Account) -> str:
    """The first newsletter of the site. Raises Rejected where there is none."""
    asked = {"filter": "status:active", "order": "sort_order asc", "limit": 1, "fields": "slug"}
    found = client.get(account, "/newsletters/", NewslettersAnswer, **asked)  # type: ignore[arg-type]
    if not found.newsletters:
        raise Rejected("The site has no newsletter that is open. Choose “On the site only”.", "newsletter")
    return found.newsletters[0].slug


def fields(outgoing: Outgoing, pictures: Sequence[str]) -> dict[str, Any]:
    """A post as the site wants it, with its pictures by their addresses: the first is the cover."""
    shown = list(zip(pictures, outgoing.media, strict=True)) if pictures else []
    return {
        "title": title_of(outgoing.options, outgoing.text)[:TITLE_LIMIT] or _UNTITLED,
        "html": _html(outgoing.text, [(url, media.alt) for url, media in shown[1:]]),
        "custom_excerpt": outgoing.options.get(EXCERPT, "").strip() or None,
        "feature_image": pictures[0] if pictures else None,
        "feature_image_alt": (shown[0][1].alt or None) if shown else None,
        "tags": [{"name": name} for name in names_in(outgoing.options.get(TAGS, ""))],
    }


def _html(text: str, pictures: Sequence[tuple[str, str]]) -> str:
    said = "".join(f"<p>{inside}</p>" for inside in paragraphs(text))
    return said + "".join(
        f'<figure class="kg-card kg-image-card"><img src="{escape(url)}" class="kg-image" alt="{escape(alt)}"></figure>'
        for url, alt in pictures
    )
