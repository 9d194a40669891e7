"""What hangs on a post: pictures, or the card of a link; left at the account's server beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from waypost.networks.bluesky import previews, records, sessions
from waypost.networks.bluesky.facets import links
from waypost.networks.contract import Account, MediaFile, Outgoing, Rejected
from waypost.toolkit import http
from waypost.toolkit.pictures import NotAPicture, picture_of


class BlobAnswer(BaseModel):
    """An upload, as records refer to it."""

    blob: dict[str, Any]


def picture(account: Account, outgoing: Outgoing, number: int) -> dict[str, Any]:
    """Leave a picture there. Raises Rejected where it is one of many and nobody knows its size."""
    media = outgoing.media[number - 1]
    content = media.read()
    size = _size(media, content)
    if not size and len(outgoing.media) > records.IMAGES_MOST:
        raise Rejected(f"Picture {number} cannot be measured. Take it off and add it again.", "NoSize")
    return {"blob": blob(account, content, media.content_type), **size}


def card(account: Account, outgoing: Outgoing) -> records.Record | None:
    """The card of the tracked link, else of the first; None when its page cannot be read."""
    named = links(outgoing.text)
    url = outgoing.link if outgoing.link in named else named[0]
    # Of a tracked link the page behind it is read: our own look is nobody's click.
    page = previews.preview(outgoing.leads_to if outgoing.leads_to and url == outgoing.link else url)
    if page is None:
        return None
    found: records.Record = {"uri": url, "title": page.title, "description": page.description}
    if thumb := previews.thumb(page.image):
        content, kind = thumb
        found["thumb"] = blob(account, content, kind.content_type)
    return found


def blob(account: Account, content: bytes | http.Body, content_type: str) -> dict[str, Any]:
    """Leave bytes at the account's server, and learn what a record calls them."""
    return sessions.upload(account, content, content_type, BlobAnswer).blob


def embed(outgoing: Outgoing, done: Mapping[str, Any]) -> records.Record | None:
    """What hangs on the post, of the results of the steps. Raises Rejected for what cannot hang there together."""
    if len(outgoing.media) > 1 and any(map(_is_video, outgoing.media)):
        raise Rejected("Bluesky shows one video, or pictures. Take the others away.", "TooMany")
    if film := video_of(outgoing):
        spoken = [done[f"captions-{number}"] for number in range(1, len(film.captions) + 1)]
        return records.video_embed(done["video"]["blob"], film, spoken)
    if outgoing.media:
        uploads = [done[f"image-{number}"] for number in range(1, len(outgoing.media) + 1)]
        return records.images_embed(uploads, [media.alt for media in outgoing.media])
    return records.card_embed(done["card"]) if done.get("card") else None


def video_of(outgoing: Outgoing) -> MediaFile | None:
    """The video of a post; None where pictures or nothing hang on it."""
    first = outgoing.media[0] if outgoing.media else None
    return first if first and _is_video(first) else None


def _is_video(media: MediaFile) -> bool:
    return media.content_type.startswith("video/")


def _size(media: MediaFile, content: bytes) -> dict[str, int]:
    """Width and height in pixels; nothing where nobody knows them."""
    if media.width and media.height:
        return {"width": media.width, "height": media.height}
    try:
        found = picture_of(content)
    except NotAPicture:
        return {}
    return {"width": found.width, "height": found.height}
