"""Builds the records of a post or a thread, complete, from what was prepared (lexicon app.bsky.feed.post, 2026-08)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from waypost.networks.bluesky import text as counting
from waypost.networks.bluesky.facets import facets
from waypost.networks.bluesky.gates import gates
from waypost.networks.bluesky.identity import content_id
from waypost.networks.bluesky.keys import record_key
from waypost.networks.bluesky.options import LABEL
from waypost.networks.contract import LANGUAGE, THREAD, MediaFile, Outgoing

COLLECTION = "app.bsky.feed.post"
IMAGES_MOST = 4
"""More than these hang on a post as a gallery, which older apps do not show (lexicon of embed.gallery, 2026-08)."""
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the steps found out: who the handles are, what is embedded, what is answered, which lists may answer."""

    dids: Mapping[str, str]
    embed: Record | None
    reply: Record | None
    lists: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Write:
    """A record and where it is kept."""

    collection: str
    key: str
    record: Record


def parts(outgoing: Outgoing) -> list[str]:
    """The texts of the posts that go out: one, or several where the writer asked for a thread."""
    if outgoing.options.get(THREAD) == "yes" and counting.count(outgoing.text).over:
        return counting.split(outgoing.text)
    return [outgoing.text]


def records(did: str, outgoing: Outgoing, prepared: Prepared, at: datetime) -> list[Write]:
    """What is written, in order: the posts, then what says who may answer or quote the first of them.

    In a thread each post answers the one before; pictures hang on the first.
    """
    made: list[Write] = []
    reply = prepared.reply
    for number, words in enumerate(parts(outgoing)):
        key = record_key(outgoing.key, number)
        record: Record = {
            "$type": COLLECTION,
            "text": words,
            "createdAt": _written(at + timedelta(milliseconds=number)),
            **_described(outgoing.options),
        }
        if found := facets(words, prepared.dids):
            record["facets"] = found
        if number == 0 and prepared.embed:
            record["embed"] = prepared.embed
        if reply:
            record["reply"] = reply
        made.append(Write(COLLECTION, key, record))
        this = {"uri": uri(did, key), "cid": content_id(record)}
        reply = {"root": reply["root"] if reply else this, "parent": this}
    first = made[0].key
    beside = gates(outgoing, uri(did, first), prepared.lists, _written(at))
    return made + [Write(collection, first, record) for collection, record in beside]


def _described(options: Mapping[str, str]) -> Record:
    """What a post says of itself to those who choose what they see: its language, and a warning."""
    said: Record = {}
    if language := options.get(LANGUAGE):
        said["langs"] = [language]
    if label := options.get(LABEL):
        said["labels"] = {"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": label}]}
    return said


def uri(did: str, key: str) -> str:
    """The address of a post's record."""
    return f"at://{did}/{COLLECTION}/{key}"


def page(handle: str, remote_id: str) -> str:
    """Where people read a post."""
    return f"https://bsky.app/profile/{handle}/post/{remote_id.rpartition('/')[2]}"


def images_embed(uploads: Sequence[Mapping[str, Any]], alts: Sequence[str]) -> Record:
    """The embed of pictures: for each its upload (blob, and size in pixels where known) and its alt text.

    More than four are a gallery, whose pictures must have their size.
    """
    images = []
    for upload, alt in zip(uploads, alts, strict=True):
        image: Record = {"image": upload["blob"], "alt": alt}
        if "width" in upload:
            image["aspectRatio"] = {"width": upload["width"], "height": upload["height"]}
        images.append(image)
    if len(images) <= IMAGES_MOST:
        return {"$type": "app.bsky.embed.images", "images": images}
    items = [{"$type": "app.bsky.embed.gallery#image", **image} for image in images]
    return {"$type": "app.bsky.embed.gallery", "items": items}


def video_embed(blob: Mapping[str, Any], media: MediaFile, captions: Sequence[Record]) -> Record:
    """The embed of a video: its blob, alt text, shape where it is known, and its captions' languages and blobs."""
    found: Record = {"$type": "app.bsky.embed.video", "video": dict(blob)}
    if media.alt:
        found["alt"] = media.alt
    if media.width and media.height:
        found["aspectRatio"] = {"width": media.width, "height": media.height}
    if captions:
        found["captions"] = list(captions)
    return found


def card_embed(card: Mapping[str, Any]) -> Record:
    """The embed of a link card: address, title, description and, where there is one, its picture's blob."""
    return {"$type": "app.bsky.embed.external", "external": dict(card)}


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
