"""The server holds calls and records against facts; these hold the facts, and the holding, against what they come from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from waypost.networks.bluesky.tests.holding import Undefined, held_call, wrong_record
from waypost.networks.bluesky.tests.lexicons import facts, known

HERE = "https://pds.example/xrpc"
FOLDER = Path(__file__).parents[5] / "shared" / "contracts" / "atproto" / "lexicons"
DID = "did:plc:abcdefghijklmnopqrstuvwx"
POST: dict[str, Any] = {
    "$type": "app.bsky.feed.post",
    "text": "The tide",
    "createdAt": "2026-06-01T12:00:00.000Z",
}
BLOB = {"$type": "blob", "ref": {"$link": "bafk"}, "size": 7, "mimeType": "image/png"}
SHAPE = {"width": 4, "height": 3}

if FOLDER.exists():  # they lie beside the project where the project is made, and nowhere else

    def test_the_facts_are_those_of_the_whole_lexicons() -> None:
        assert facts(FOLDER) == known()


@pytest.mark.parametrize(
    ("name", "request_"),
    [
        ("com.atproto.repo.listRecords", httpx.Request("GET", f"{HERE}/x")),
        ("app.bsky.feed.getPosts", httpx.Request("POST", f"{HERE}/x?uris=at://{DID}")),
        ("app.bsky.feed.getPosts", httpx.Request("GET", f"{HERE}/x")),
        ("app.bsky.feed.getPosts", httpx.Request("GET", f"{HERE}/x?uris=nowhere")),
        ("app.bsky.feed.getPosts", httpx.Request("GET", f"{HERE}/x?" + f"uris=at://{DID}&" * 26)),
        ("app.bsky.actor.getProfile", httpx.Request("GET", f"{HERE}/x?actor=a.b&actor=c.d")),
        ("app.bsky.actor.getProfile", httpx.Request("GET", f"{HERE}/x?actor=a.b", content=b"x")),
        ("app.bsky.feed.getAuthorFeed", httpx.Request("GET", f"{HERE}/x?actor=a.b&limit=101")),
        ("app.bsky.feed.getAuthorFeed", httpx.Request("GET", f"{HERE}/x?actor=a.b&limit=many")),
        ("app.bsky.feed.getAuthorFeed", httpx.Request("GET", f"{HERE}/x?actor=a.b&page=2")),
        ("com.atproto.repo.putRecord", httpx.Request("POST", f"{HERE}/x", data={"repo": DID})),
        ("com.atproto.repo.putRecord", httpx.Request("POST", f"{HERE}/x", json={"repo": DID})),
        ("app.bsky.video.uploadVideo", httpx.Request("POST", f"{HERE}/x", json={})),
        (
            "chat.bsky.convo.sendMessage",
            httpx.Request("POST", f"{HERE}/x", json={"convoId": "1", "message": {"text": "é" * 1001}}),
        ),
    ],
)
def test_a_call_that_no_lexicon_has_is_noticed(name: str, request_: httpx.Request) -> None:
    with pytest.raises(Undefined):
        held_call(request_, name)


def test_a_call_that_a_lexicon_has_is_read() -> None:
    asked = httpx.Request("GET", f"{HERE}/x?uris=at://{DID}/app.bsky.feed.post/3k&uris=at://{DID}")

    assert held_call(asked, "app.bsky.feed.getPosts") == {
        "uris": [f"at://{DID}/app.bsky.feed.post/3k", f"at://{DID}"]
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "é" * 301},
        {"text": "é" * 299 + "\u0301" * 3000},
        {"createdAt": "yesterday"},
        {"colour": "blue"},
        {"langs": ["en", "de", "fr", "it"]},
        {"langs": ["not a language"]},
        {"labels": {"$type": "com.atproto.label.defs#labels", "values": []}},
        {"embed": {"$type": "app.bsky.embed.images", "images": [{"image": BLOB, "alt": ""}] * 5}},
        {"embed": {"$type": "app.bsky.embed.images", "images": [{"image": BLOB}]}},
        {"embed": {"$type": "app.bsky.embed.images", "images": [{"image": BLOB | {"size": 2_000_001}, "alt": ""}]}},
        {"embed": {"$type": "app.bsky.embed.gallery", "items": [{"image": BLOB, "alt": "", "aspectRatio": SHAPE}]}},
        {
            "embed": {
                "$type": "app.bsky.embed.gallery",
                "items": [{"$type": "app.bsky.embed.gallery#image", "image": BLOB, "alt": ""}],
            }
        },
        {"embed": {"$type": "app.bsky.embed.video", "video": BLOB}},
        {"embed": {"$type": "app.bsky.embed.film"}},
    ],
    ids=lambda wrong: str(wrong)[:60],
)  # fmt: skip
def test_a_record_that_no_lexicon_has_is_noticed(wrong: dict[str, Any]) -> None:
    assert wrong_record("app.bsky.feed.post", POST | wrong)


def test_a_record_that_a_lexicon_has_is_taken() -> None:
    item = {"$type": "app.bsky.embed.gallery#image", "image": BLOB, "alt": "", "aspectRatio": SHAPE}
    gallery = {"$type": "app.bsky.embed.gallery", "items": [item] * 10}

    assert wrong_record("app.bsky.feed.post", POST | {"langs": ["pt-BR"], "embed": gallery}) == ""
    assert wrong_record("app.bsky.feed.threadgate", POST) != ""
