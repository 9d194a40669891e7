"""Builds a note, complete, from what the steps found out (NIP-10, 18, 24, 27, 36 and 92)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

import regex

from waypost.networks.contract import MediaFile, Outgoing
from waypost.networks.nostr.card import WARNING
from waypost.networks.nostr.nip19 import key_in, npub
from waypost.networks.nostr.relays import socket_address
from waypost.networks.nostr.text import ENTITY, NAME, find, is_entity
from waypost.toolkit.pictures import NotAPicture, picture_of

MARK = "waypost"
Tag = tuple[str, ...]


def mark_of(key: str) -> str:
    """What stands in a note for our key: two notes of the same words in the same second are two by it."""
    return sha256(key.encode()).hexdigest()[:16]


def names_in(text: str) -> list[tuple[str, str]]:
    """The names with a domain that a text holds."""
    return list(dict.fromkeys((match["name"], match["domain"]) for match in NAME.finditer(text)))


def content_of(outgoing: Outgoing, done: Mapping[str, Any]) -> str:
    """The words, people named as programs read it, and the addresses of what hangs on the note, each on its own line."""
    people = done.get("people", {})

    def named(match: regex.Match[str]) -> str:
        pubkey = people.get(f"{match['name']}@{match['domain']}")
        return f"nostr:{npub(pubkey)}" if pubkey else match.group()

    def linked(match: regex.Match[str]) -> str:
        return f"nostr:{match['word']}" if is_entity(match["word"]) else match.group()

    words = ENTITY.sub(linked, NAME.sub(named, outgoing.text))
    addresses = [done[f"media-{number}"]["url"] for number in range(1, len(outgoing.media) + 1)]
    return "\n\n".join(part for part in (words, "\n".join(addresses)) if part)


def tags_of(outgoing: Outgoing, done: Mapping[str, Any], content: str, relay: str) -> list[Tag]:
    """All that stands beside the words."""
    answered = done.get("answered")
    found: list[Tag] = list(_thread(answered, relay)) if answered else []
    people = list(answered["people"]) if answered else []
    for match in ENTITY.finditer(content):
        if is_entity(match["word"]):
            kind, what = key_in(match["word"])
            if kind in ("npub", "nprofile"):
                people.append(what)
            else:
                found.append(("q", what, socket_address(relay)))
    found += [("p", pubkey) for pubkey in dict.fromkeys(people)]
    hashtags = [entity.text[1:].lower() for entity in find(outgoing.text).hashtags]
    found += [("t", word) for word in dict.fromkeys(hashtags)]
    found += [_media(media, done[f"media-{number}"]) for number, media in enumerate(outgoing.media, start=1)]
    if warning := outgoing.options.get(WARNING, "").strip():
        found.append(("content-warning", warning))
    return [*found, (MARK, mark_of(outgoing.key))]


def size_of(media: MediaFile) -> Sequence[int]:
    """Width and height, where anybody knows them."""
    if media.width and media.height:
        return media.width, media.height
    try:
        picture = picture_of(media.read())
    except NotAPicture:
        return ()
    return picture.width, picture.height


def _thread(answered: Mapping[str, Any], relay: str) -> Iterator[Tag]:
    """Where in a thread the note stands: under its root, and under what it answers."""
    place = socket_address(relay)
    yield ("e", answered["root"], place, "root")
    if answered["parent"] != answered["root"]:
        yield ("e", answered["parent"], place, "reply", answered["by"])


def _media(media: MediaFile, left: Mapping[str, Any]) -> Tag:
    """What a program should know of a file before it gets it."""
    found = [f"url {left['url']}", f"m {media.content_type}", f"x {media.sha256}"]
    if left["size"]:
        found.append(f"dim {left['size'][0]}x{left['size'][1]}")
    if media.alt:
        found.append(f"alt {media.alt}")
    if media.seconds:
        found.append(f"duration {media.seconds:g}")
    return ("imeta", *found)
