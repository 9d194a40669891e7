"""Bluesky itself obeys what a writer chose: who may answer and quote, languages, warnings, and many pictures."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from tests.servers.bluesky.people import Somebody, eventually
from tests.servers.test_bluesky import LONG, POST, send
from waypost.loop.content.tests.pictures import png
from waypost.networks.bluesky import change, publish
from waypost.networks.bluesky.gates import POSTGATE, THREADGATE
from waypost.networks.contract import Account, MediaFile, Outgoing
from waypost.toolkit import clock

pytestmark = pytest.mark.server


def choosing(**options: str) -> Outgoing:
    return replace(POST, options=options, at=clock.now())


def seen_by(reader: Somebody, uri: str, *, gated: bool = True) -> dict[str, Any]:
    """A post as the application shows it to somebody, once it has been indexed with its gate."""

    def view() -> dict[str, Any] | None:
        found = reader.view(uri)
        return found if found and (not gated or "threadgate" in found) else None

    shown = eventually(view)
    assert shown is not None
    return shown


def followed(tern: Somebody, ana: Somebody) -> None:
    """Wait until the application knows that they follow each other."""
    tern.follows(ana.did)
    ana.follows(tern.did)
    for one, other in ((tern, ana), (ana, tern)):
        eventually(lambda one=one, other=other: one.profile(other.did).get("viewer", {}).get("following"))


def test_where_nobody_may_answer_the_application_offers_it_to_nobody(account: Account, ana: Somebody) -> None:
    sent = send(account, choosing(replies="nobody"))
    free = send(account, replace(POST, key="k2"))

    assert seen_by(ana, sent.remote_id)["viewer"]["replyDisabled"] is True
    assert not seen_by(ana, free.remote_id, gated=False)["viewer"].get("replyDisabled")


@pytest.mark.parametrize("choice", ["followed", "followers", "mentioned"])
def test_those_who_may_answer_are_those_whom_the_writer_chose(
    account: Account, tern: Somebody, ana: Somebody, choice: str
) -> None:
    stranger = Somebody.signs_up(tern.server, f"stranger{tern.handle}")
    followed(tern, ana)

    sent = send(account, replace(choosing(replies=choice), text=f"For you, @{ana.handle}."))

    assert not seen_by(ana, sent.remote_id)["viewer"].get("replyDisabled")
    assert seen_by(stranger, sent.remote_id)["viewer"]["replyDisabled"] is True


def test_people_on_a_list_may_answer(account: Account, tern: Somebody, ana: Somebody) -> None:
    stranger = Somebody.signs_up(tern.server, f"stranger{tern.handle}")
    now = clock.now().isoformat()
    uri = tern.writes(
        "app.bsky.graph.list",
        {
            "$type": "app.bsky.graph.list",
            "purpose": "app.bsky.graph.defs#curatelist",
            "name": "Friends",
            "createdAt": now,
        },
    )
    tern.writes(
        "app.bsky.graph.listitem",
        {"$type": "app.bsky.graph.listitem", "subject": ana.did, "list": uri, "createdAt": now},
    )
    eventually(lambda: tern.get("app.bsky.graph.getList", list=uri)["items"])

    page = f"https://bsky.app/profile/{tern.handle}/lists/{uri.rpartition('/')[2]}"
    sent = send(account, choosing(reply_lists=page))

    assert not seen_by(ana, sent.remote_id)["viewer"].get("replyDisabled")
    assert seen_by(stranger, sent.remote_id)["viewer"]["replyDisabled"] is True


def test_where_nobody_may_quote_the_application_offers_it_to_nobody(account: Account, ana: Somebody) -> None:
    sent = send(account, choosing(quotes="nobody"))

    eventually(
        lambda: (ana.view(sent.remote_id) or {"viewer": {}})["viewer"].get("embeddingDisabled") is True
    )


def test_a_gated_thread_is_there_once_and_whole(account: Account, tern: Somebody) -> None:
    gated = replace(choosing(replies="nobody", quotes="nobody", thread="yes"), text=LONG)
    sent = send(account, gated)
    before = tern.records(account.remote_id)

    with pytest.raises(OSError):
        send(account, gated)

    assert publish.find(account, gated, clock.now(), frozenset()) == sent
    assert tern.records(account.remote_id) == before
    for collection in (THREADGATE, POSTGATE):
        assert [one["value"]["post"] for one in tern.records(account.remote_id, collection)] == [
            sent.remote_id
        ]


def test_a_post_goes_away_with_its_gates_even_where_one_of_them_went_before(
    account: Account, tern: Somebody
) -> None:
    sent = send(account, choosing(replies="nobody", quotes="nobody"))
    tern.deletes(sent.remote_id.replace("app.bsky.feed.post", THREADGATE))

    change.delete(account, sent.remote_id, POST.key)

    for collection in ("app.bsky.feed.post", THREADGATE, POSTGATE):
        assert tern.records(account.remote_id, collection) == []


def test_a_commit_that_takes_away_what_is_not_there_fails_whole(account: Account, tern: Somebody) -> None:
    key = send(account, POST).remote_id.rpartition("/")[2]
    kind = "com.atproto.repo.applyWrites#delete"
    writes = [
        {"$type": kind, "collection": collection, "rkey": key}
        for collection in ("app.bsky.feed.post", THREADGATE)
    ]

    with pytest.raises(AssertionError, match="500"):
        tern.post("com.atproto.repo.applyWrites", repo=tern.did, writes=writes)

    assert len(tern.records(account.remote_id)) == 1


def test_a_post_says_its_language_and_its_warning(account: Account, tern: Somebody) -> None:
    sent = send(account, choosing(language="pt-BR", label="nudity"))

    shown = seen_by(tern, sent.remote_id, gated=False)
    assert shown["record"]["langs"] == ["pt-BR"]
    assert [(one["val"], one["src"]) for one in shown["labels"]] == [("nudity", account.remote_id)]


@pytest.mark.parametrize("count", [4, 10])
def test_up_to_ten_pictures_appear_in_their_order(account: Account, tern: Somebody, count: int) -> None:
    files = [png(40, 30, shade) for shade in range(10, 10 * (count + 1), 10)]
    media = tuple(
        MediaFile(content_type="image/png", sha256=sha256(one).hexdigest(), alt=f"Tern {number}", content=one)
        for number, one in enumerate(files)
    )

    sent = send(account, replace(POST, media=media, format="carousel"))

    shown = seen_by(tern, sent.remote_id, gated=False)["embed"]
    pictures = shown["images"] if count <= 4 else shown["items"]
    assert [one["alt"] for one in pictures] == [f"Tern {number}" for number in range(count)]
    assert {tuple(one["aspectRatio"].values()) for one in pictures} == {(40, 30)}
