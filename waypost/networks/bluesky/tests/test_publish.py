"""Publishing to Bluesky, where it goes beyond the contract."""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import httpx
import pytest

from waypost.networks.bluesky import publish
from waypost.networks.bluesky.allowances import allowances
from waypost.networks.bluesky.tests.pds import Member, Pds
from waypost.networks.contract import (
    Account,
    Handle,
    MediaFile,
    Outgoing,
    Per,
    Rejected,
    Sent,
    TryLater,
    listening,
)
from waypost.networks.tests.fakes import answering, image, ready
from waypost.toolkit import clock, http

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
POST = Outgoing(text="The tide turns at six.", key="k1")
LONG = " ".join(f"Sentence number {number} about the tide." for number in range(30))


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int) -> bytes:
    """A grey picture of this size."""
    rows = (b"\x00" + b"\x80" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


PNG = png(640, 480)


def send(account: Account, outgoing: Outgoing) -> Sent:
    return ready(publish, account, outgoing).send(5)


def sent_record(pds: Pds, account: Account, outgoing: Outgoing) -> dict:
    return pds.records[send(account, outgoing).remote_id].value


def page(title: str, *metas: str) -> httpx.Response:
    head = f"<html><head><title>{title}</title>{''.join(metas)}</head><body><p>Hello</p></body></html>"
    return httpx.Response(200, text=head, headers={"content-type": "text/html; charset=utf-8"})


def test_a_post_is_read_where_its_account_is_read(account: Account) -> None:
    sent = send(account, POST)

    assert sent.url == f"https://bsky.app/profile/tern.example/post/{sent.remote_id.rpartition('/')[2]}"
    assert sent.remote_id.startswith(f"at://{account.remote_id}/app.bsky.feed.post/")


def test_a_post_bears_its_time_so_that_every_try_writes_the_same(pds: Pds, account: Account) -> None:
    outgoing = replace(POST, at=NOON)
    with clock.frozen_at(NOON + timedelta(seconds=2)):
        first = pds.records[send(account, outgoing).remote_id].cid
    with clock.frozen_at(NOON + timedelta(seconds=90)):
        second = pds.records[send(account, outgoing).remote_id].cid

    assert first == second
    assert pds.posts()[0].value["createdAt"] == "2026-06-01T12:00:00.000Z"


def test_a_late_post_says_when_it_really_went_out(pds: Pds, account: Account) -> None:
    with clock.frozen_at(NOON + timedelta(minutes=6)):
        record = sent_record(pds, account, replace(POST, at=NOON))

    assert record["createdAt"] == "2026-06-01T12:06:00.000Z"


def test_images_keep_their_order_their_alt_texts_and_their_shape(pds: Pds, account: Account) -> None:
    picture = MediaFile(content_type="image/png", sha256=sha256(PNG).hexdigest(), alt="The pier", content=PNG)

    record = sent_record(pds, account, replace(POST, media=(picture, image("A tern")), format="carousel"))

    first, second = record["embed"]["images"]
    assert (first["alt"], first["aspectRatio"]) == ("The pier", {"width": 640, "height": 480})
    assert second["alt"] == "A tern"
    assert "aspectRatio" not in second
    assert first["image"]["mimeType"] == "image/png"


def test_people_are_mentioned_by_who_they_are(pds: Pds, account: Account) -> None:
    ana = pds.join("ana.example", "Ana", "secret")

    record = sent_record(pds, account, replace(POST, text="Über @ana.example und @nobody.example #Flut"))

    features = [facet["features"][0] for facet in record["facets"]]
    assert [one.get("did") or one.get("tag") for one in features] == [ana.did, "Flut"]
    assert record["facets"][0]["index"] == {"byteStart": 6, "byteEnd": 18}


# The link card


def test_a_link_brings_its_page_s_card(pds: Pds, account: Account) -> None:
    pds.pages["https://tern.example/print"] = page(
        "A print", '<meta property="og:title" content="The pier &amp; the tide">',
        '<meta property="og:description" content="A  print.">', '<meta property="og:image" content="/pier.png">',
    )  # fmt: skip
    pds.pages["https://tern.example/pier.png"] = httpx.Response(200, content=PNG)

    record = sent_record(pds, account, replace(POST, text="New: https://tern.example/print."))

    card = record["embed"]["external"]
    assert (card["uri"], card["title"]) == ("https://tern.example/print", "The pier & the tide")
    assert card["description"] == "A print."
    assert card["thumb"]["mimeType"] == "image/png"


def test_of_a_tracked_link_the_card_shows_the_page_behind_it(pds: Pds, account: Account) -> None:
    pds.pages["https://tern.example/print"] = page("The pier & the tide")
    tracked = replace(
        POST,
        text="New: https://tern.link/abc.",
        link="https://tern.link/abc",
        leads_to="https://tern.example/print",
    )

    card = sent_record(pds, account, tracked)["embed"]["external"]

    assert (card["uri"], card["title"]) == ("https://tern.link/abc", "The pier & the tide")


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(404, text="gone"),
        httpx.Response(200, content=b"%PDF", headers={"content-type": "application/pdf"}),
        page("  "),
    ],
)
def test_a_page_that_cannot_be_read_brings_no_card(
    pds: Pds, account: Account, answer: httpx.Response
) -> None:
    pds.pages["https://tern.example/print"] = answer

    record = sent_record(pds, account, replace(POST, text="New: https://tern.example/print"))

    assert "embed" not in record
    assert record["facets"][0]["features"][0]["uri"] == "https://tern.example/print"


def test_a_page_with_a_picture_that_is_none_brings_a_card_without(pds: Pds, account: Account) -> None:
    pds.pages["https://tern.example/"] = page("Tern", '<meta property="og:image" content="/pier.svg">')
    pds.pages["https://tern.example/pier.svg"] = httpx.Response(200, text="<svg/>")

    record = sent_record(pds, account, replace(POST, text="New: https://tern.example/"))

    assert record["embed"]["external"] == {"uri": "https://tern.example/", "title": "Tern", "description": ""}


def test_pictures_go_before_a_card(account: Account) -> None:
    with_picture = replace(POST, text="New: https://tern.example/print", media=(image(),))

    assert [step.name for step in publish.steps(account, with_picture)] == ["image-1"]


# Threads and answers


def test_a_long_text_without_the_option_is_one_post_and_is_refused(account: Account) -> None:
    with pytest.raises(Rejected):
        send(account, replace(POST, text=LONG))


def test_a_thread_goes_out_in_one_call_and_each_part_answers_the_one_before(
    pds: Pds, account: Account
) -> None:
    sent = send(account, replace(POST, text=LONG, options={"thread": "yes"}, at=NOON))

    first, *others = pds.posts()
    assert first.uri == sent.remote_id
    assert " ".join(kept.value["text"] for kept in pds.posts()) == LONG
    before = first
    for kept in others:
        assert kept.value["reply"]["root"] == {"uri": first.uri, "cid": first.cid}
        assert kept.value["reply"]["parent"] == {"uri": before.uri, "cid": before.cid}
        before = kept
    assert len({kept.value["createdAt"] for kept in pds.posts()}) == len(pds.posts())


def test_a_thread_that_is_there_cannot_come_twice(pds: Pds, account: Account) -> None:
    thread = replace(POST, text=LONG, options={"thread": "yes"})
    sent = send(account, thread)
    count = len(pds.posts())

    with pytest.raises(OSError):
        send(account, thread)

    assert len(pds.posts()) == count
    assert publish.find(account, thread, NOON, frozenset()) == sent


def test_a_short_text_with_the_option_is_one_post(pds: Pds, account: Account) -> None:
    send(account, replace(POST, options={"thread": "yes"}))

    assert len(pds.posts()) == 1


def test_an_answer_to_a_message_that_is_gone_is_refused_before_its_time(pds: Pds, account: Account) -> None:
    gone = replace(POST, in_reply_to="at://did:plc:nobody/app.bsky.feed.post/3kaaaaaaaaaaa")

    with pytest.raises(Rejected, match="no longer on Bluesky"):
        publish.run_step(account, gone, "answered", {})


def test_an_answer_to_ourselves_needs_no_reader_of_others(pds: Pds, account: Account) -> None:
    first = send(account, POST)
    heard = []
    pds.connect = lambda request: heard.append(request.url.path)  # type: ignore[method-assign]

    record = sent_record(
        pds, account, replace(POST, text="And again.", key="k2", in_reply_to=first.remote_id)
    )

    assert record["reply"]["root"] == record["reply"]["parent"] == {
        "uri": first.remote_id, "cid": pds.records[first.remote_id].cid
    }  # fmt: skip
    assert "/xrpc/app.bsky.feed.getPosts" not in heard


# What an answer of the server means


def test_an_upload_that_the_server_forgot_is_made_again_later(pds: Pds, account: Account) -> None:
    with_picture = replace(POST, media=(image(),))
    handles = {"image-1": publish.run_step(account, with_picture, "image-1", {})}
    pds.blobs.clear()

    with pytest.raises(TryLater) as caught:
        publish.prepare(account, with_picture, handles).send(5)

    expires = handles["image-1"].expires_at
    assert expires is not None
    assert clock.now() + timedelta(seconds=caught.value.after_seconds) >= expires


def test_a_session_that_ended_between_arming_and_writing_means_later_and_the_next_try_works(
    pds: Pds, account: Account
) -> None:
    call = publish.prepare(account, POST, {})
    pds.tokens = {token: whose for token, whose in pds.tokens.items() if whose[0] != "access"}

    with pytest.raises(TryLater):
        call.send(5)

    assert pds.posts() == []
    assert send(account, POST).remote_id == pds.posts()[0].uri


def test_a_limit_says_when_it_ends(pds: Pds, account: Account) -> None:
    call = publish.prepare(account, POST, {})
    reset = str(int(NOON.timestamp()) + 120)
    pds.answer = lambda request, deadline: answering(429, ratelimit_reset=reset)(request)  # type: ignore[method-assign]

    with clock.frozen_at(NOON), pytest.raises(TryLater) as caught:
        call.send(5)

    assert caught.value.after_seconds == 120
    assert [(told.limit, told.left) for told in caught.value.allowances] == [("rest", 0)]


@pytest.mark.parametrize(
    ("window", "limit", "per"),
    [
        (3600, "points-hour", Per.CHANNEL),
        (86_400, "points-day", Per.CHANNEL),
        (300, "requests", Per.APP),
    ],
)
def test_an_answer_says_what_is_left_of_the_limit_whose_window_it_names(
    account: Account, window: int, limit: str, per: Per
) -> None:
    reset = int(NOON.timestamp()) + 60
    said = {
        "ratelimit-remaining": "17",
        "ratelimit-reset": str(reset),
        "ratelimit-policy": f"5000;w={window}",
    }

    [left] = allowances(httpx.Response(200, headers=said))
    with clock.frozen_at(NOON):
        [refused] = allowances(httpx.Response(429, headers=said), refused_for=60)

    assert (left.limit, left.per, left.left, left.until.timestamp()) == (limit, per, 17, reset)
    assert (refused.limit, refused.left, refused.until.timestamp()) == (limit, 0, reset)


def test_an_answer_without_a_window_says_nothing_of_limits(account: Account) -> None:
    said = {"ratelimit-remaining": "17", "ratelimit-reset": "1800000000"}

    assert allowances(httpx.Response(200, headers=said)) == ()


def test_a_thread_costs_as_many_records_as_it_has_parts() -> None:
    text = " ".join(["The tide turns at six."] * 30)

    assert publish.posts(POST) == 1
    assert publish.posts(replace(POST, text=text, options={"thread": "yes"})) == 3


def test_a_handle_is_plain_json(pds: Pds, tern: Member, account: Account) -> None:
    step: Handle = publish.run_step(account, replace(POST, text="Hi @tern.example"), "mentions", {})

    assert json.loads(step.value) == {"tern.example": tern.did}


def test_an_upload_says_what_is_left_to_whoever_listens(
    pds: Pds, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pds.answer
    said = {
        "ratelimit-remaining": "9",
        "ratelimit-reset": "1800000000",
        "ratelimit-policy": "3000;w=300",
    }

    def with_headers(request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        answer = before(request, deadline)
        answer.headers.update(said)
        return answer

    monkeypatch.setattr(pds, "answer", with_headers)

    with listening() as heard:
        publish.run_step(account, replace(POST, media=(image(),)), "image-1", {})

    assert (heard[-1].limit, heard[-1].left) == ("requests", 9)
