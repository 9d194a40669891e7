"""Builds the records of a post or a thread, complete, from what was prepared (lexicon app.bsky.feed.post, 2026-08)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from waypost.networks.bluesky import text as counting
from waypost.networks.bluesky.facets import facets
from waypost.networks.bluesky.identity import content_id
from waypost.networks.bluesky.keys import record_key
from waypost.networks.contract import THREAD, Outgoing

COLLECTION = "app.bsky.feed.post"
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the steps found out: who the handles are, what is embedded, what is answered."""

    dids: Mapping[str, str]
    embed: Record | None
    reply: Record | None


def parts(outgoing: Outgoing) -> list[str]:
    """The texts of the posts that go out: one, or several where the writer asked for a thread."""
    if outgoing.options.get(THREAD) == "yes" and counting.count(outgoing.text).over:
        return counting.split(outgoing.text)
    return [outgoing.text]


def records(did: str, outgoing: Outgoing, prepared: Prepared, at: datetime) -> list[tuple[str, Record]]:
    """The record keys and records, in order. In a thread each answers the one before; pictures hang on the first."""
    made: list[tuple[str, Record]] = []
    reply = prepared.reply
    for number, words in enumerate(parts(outgoing)):
        key = record_key(outgoing.key, number)
        record: Record = {
            "$type": COLLECTION,
            "text": words,
            "createdAt": _written(at + timedelta(milliseconds=number)),
        }
        if found := facets(words, prepared.dids):
            record["facets"] = found
        if number == 0 and prepared.embed:
            record["embed"] = prepared.embed
        if reply:
            record["reply"] = reply
        made.append((key, record))
        this = {"uri": uri(did, key), "cid": content_id(record)}
        reply = {"root": reply["root"] if reply else this, "parent": this}
    return made


def uri(did: str, key: str) -> str:
    """The address of a post's record."""
    return f"at://{did}/{COLLECTION}/{key}"


def page(handle: str, remote_id: str) -> str:
    """Where people read a post."""
    return f"https://bsky.app/profile/{handle}/post/{remote_id.rpartition('/')[2]}"


def images_embed(uploads: Sequence[Mapping[str, Any]], alts: Sequence[str]) -> Record:
    """The embed of pictures: for each its upload (blob, and size in pixels where known) and its alt text."""
    images = []
    for upload, alt in zip(uploads, alts, strict=True):
        image: Record = {"image": upload["blob"], "alt": alt}
        if "width" in upload:
            image["aspectRatio"] = {"width": upload["width"], "height": upload["height"]}
        images.append(image)
    return {"$type": "app.bsky.embed.images", "images": images}


def card_embed(card: Mapping[str, Any]) -> Record:
    """The embed of a link card: address, title, description and, where there is one, its picture's blob."""
    return {"$type": "app.bsky.embed.external", "external": dict(card)}


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
