"""Publishing on Nostr, where it goes beyond the contract."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from waypost.networks.contract import (
    Account,
    Handle,
    Outgoing,
    Rejected,
    Sent,
    TryLater,
)
from waypost.networks.nostr import publish
from waypost.networks.nostr.card import CARD, WARNING
from waypost.networks.nostr.nip19 import key_in
from waypost.networks.nostr.tests.around import Around
from waypost.networks.nostr.tests.fake import account_of
from waypost.networks.nostr.tests.people import Ana, Person
from waypost.networks.nostr.tests.relay import Relay
from waypost.networks.tests.fakes import image, ready
from waypost.toolkit import clock, http

AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
POST = Outgoing(text="The tide turns at six.", key="k1", at=AT)


def send(account: Account, outgoing: Outgoing) -> Sent:
    return ready(publish, account, outgoing).send(5)


def said(relay: Relay, account: Account, outgoing: Outgoing) -> dict[str, Any]:
    return relay.events[send(account, outgoing).remote_id]


def handles(account: Account, outgoing: Outgoing) -> dict[str, Handle]:
    found: dict[str, Handle] = {}
    for step in publish.steps(account, outgoing):
        found[step.name] = publish.run_step(account, outgoing, step.name, found)
    return found


def tags(event: dict[str, Any], name: str) -> list[list[str]]:
    return [tag for tag in event["tags"] if tag[0] == name]


def test_a_plain_note_says_its_words_at_its_time_and_nothing_else(relay: Relay, account: Account) -> None:
    event = said(relay, account, POST)

    assert (event["kind"], event["content"], event["created_at"]) == (1, POST.text, int(AT.timestamp()))
    assert [tag[0] for tag in event["tags"]] == ["waypost"]


def test_a_note_is_read_at_an_address_that_names_it(relay: Relay, account: Account) -> None:
    sent = send(account, POST)

    assert key_in(sent.url.rpartition("/")[2]) == ("nevent", sent.remote_id)


def test_two_notes_of_the_same_words_at_the_same_time_are_two(relay: Relay, account: Account) -> None:
    assert send(account, POST).remote_id != send(account, replace(POST, key="k2")).remote_id


def test_a_note_signed_anew_for_the_same_key_is_the_same(
    relay: Relay, tern: Person, account: Account
) -> None:
    assert send(account, POST) == send(account, POST)
    with clock.frozen_at(AT + timedelta(hours=3)):
        send(account, POST)
    assert len(relay.of(tern.pubkey)) == 1


def test_hashtags_notes_and_people_stand_beside_the_words(relay: Relay, account: Account, ana: Ana) -> None:
    other = ana.says("A fine morning.")
    word = publish.page(publish.Event.read(relay.events[other]), relay.address).rpartition("/")[2]  # type: ignore[arg-type]

    event = said(relay, account, replace(POST, text=f"#Tide and #tide, @{ana.npub}: see {word}"))

    assert event["content"] == f"#Tide and #tide, nostr:{ana.npub}: see nostr:{word}"
    assert tags(event, "t") == [["t", "tide"]]
    assert tags(event, "p") == [["p", ana.pubkey]]
    assert tags(event, "q") == [["q", other, relay.socket]]


def test_a_name_with_its_domain_is_somebody_where_the_domain_says_so(
    around: Around, relay: Relay, account: Account, ana: Ana
) -> None:
    around.names["ana.example"] = {"ana": ana.pubkey}
    text = "Ask @ana@ana.example, @gull@ana.example or @ana@nowhere.example"

    event = said(relay, account, replace(POST, text=text))

    assert event["content"] == f"Ask nostr:{ana.npub}, @gull@ana.example or @ana@nowhere.example"
    assert tags(event, "p") == [["p", ana.pubkey]]


def test_a_domain_that_sends_us_elsewhere_speaks_for_nobody(
    around: Around, relay: Relay, account: Account, ana: Ana
) -> None:
    around.names["ana.example"] = {"ana": ana.pubkey}
    around.moved["gull.example"] = "ana.example"

    assert tags(said(relay, account, replace(POST, text="Ask @ana@gull.example")), "p") == []


def test_a_content_warning_goes_along(relay: Relay, account: Account) -> None:
    event = said(relay, account, replace(POST, options={WARNING: " Fish "}))

    assert tags(event, "content-warning") == [["content-warning", "Fish"]]


# Files


def test_files_are_left_with_the_media_server_and_described(
    around: Around, relay: Relay, account: Account
) -> None:
    picture = replace(image("A tern\nover the line"), width=640, height=480)
    video = replace(picture, content_type="video/mp4", alt="", seconds=12.5)

    event = said(relay, account, replace(POST, media=(picture, video)))

    url = f"{around.media.address}/{picture.sha256}.png"
    assert event["content"] == f"{POST.text}\n\n{url}\n{url}"
    described = [f"url {url}", "m image/png", f"x {picture.sha256}", "dim 640x480", f"alt {picture.alt}"]
    assert tags(event, "imeta")[0] == ["imeta", *described]
    assert tags(event, "imeta")[1][-1] == "duration 12.5"
    assert around.media.files[picture.sha256][1] == picture.read()


def test_an_alt_text_may_be_of_any_length(relay: Relay, account: Account) -> None:
    long = "A tern over the line. " * 200

    event = said(relay, account, replace(POST, media=(image(long),)))

    assert CARD.media.alt_limit == 0
    assert f"alt {long}" in tags(event, "imeta")[0]


def test_a_file_of_which_nobody_knows_the_size_is_described_without(relay: Relay, account: Account) -> None:
    event = said(relay, account, replace(POST, media=(image(),)))

    assert not any(part.startswith("dim ") for part in tags(event, "imeta")[0])


def test_without_a_media_server_a_person_is_told_to_name_one(relay: Relay, ana: Ana) -> None:
    with pytest.raises(Rejected, match="names no media server"):
        send(account_of(ana), replace(POST, media=(image(),)))


@pytest.mark.parametrize("status", [401, 402, 403, 404, 413, 415])
def test_a_media_server_that_refuses_says_why(around: Around, account: Account, status: int) -> None:
    around.media.answers = httpx.Response(status, headers={"x-reason": "Not here."})

    with pytest.raises(Rejected, match=r"media server .*\.$"):
        publish.run_step(account, replace(POST, media=(image(),)), "media-1", {})


def test_a_media_server_that_is_busy_is_asked_later(around: Around, account: Account) -> None:
    around.media.answers = httpx.Response(429, headers={"retry-after": "9"})

    with pytest.raises(TryLater) as caught:
        publish.run_step(account, replace(POST, media=(image(),)), "media-1", {})

    assert caught.value.after_seconds == 9


@pytest.mark.parametrize("answer", [httpx.Response(500), httpx.Response(200, text="<p>Hello</p>")])
def test_a_media_server_that_stumbles_is_tried_again(
    around: Around, account: Account, answer: httpx.Response
) -> None:
    around.media.answers = answer

    with pytest.raises(http.UnreadableAnswer):
        publish.run_step(account, replace(POST, media=(image(),)), "media-1", {})


def test_a_media_server_that_changes_files_is_not_used(around: Around, account: Account) -> None:
    around.media.changes_files = True

    with pytest.raises(Rejected, match="changes what is left"):
        publish.run_step(account, replace(POST, media=(image(),)), "media-1", {})


# Answers


def test_an_answer_names_its_thread_and_all_who_take_part(
    relay: Relay, account: Account, tern: Person, ana: Ana
) -> None:
    post = send(account, replace(POST, at=None)).remote_id
    comment = ana.says("When?", under=post)
    gull = Ana("gull", relay, tern)
    under = gull.says("Yes, when?", under=comment)

    first = said(relay, account, Outgoing(text="At ten.", key="a", in_reply_to=post))
    last = said(relay, account, Outgoing(text="At ten.", key="b", in_reply_to=under))

    assert tags(first, "e") == [["e", post, relay.socket, "root"]]
    assert tags(last, "e") == [
        ["e", post, relay.socket, "root"],
        ["e", under, relay.socket, "reply", gull.pubkey],
    ]
    assert tags(last, "p") == [["p", gull.pubkey], ["p", tern.pubkey]]


def test_an_answer_to_what_is_gone_is_refused(account: Account) -> None:
    with pytest.raises(Rejected, match="no longer on your relay"):
        send(account, replace(POST, in_reply_to="0" * 64))


# The look


def test_a_note_is_found_by_the_name_that_was_kept_for_it(relay: Relay, account: Account) -> None:
    known = handles(account, POST)
    made = replace(POST, text="Other words", made={"event": known["event"].value})

    assert publish.find(account, made, AT, frozenset()) is None
    sent = publish.prepare(account, POST, known).send(5)
    assert publish.find(account, made, AT, frozenset()) == sent


def test_without_that_name_it_is_found_by_our_mark(relay: Relay, account: Account) -> None:
    sent = send(account, POST)
    send(account, replace(POST, key="k2"))

    assert publish.find(account, POST, AT, frozenset()) == sent
    assert publish.find(account, POST, AT, frozenset({sent.remote_id})) is None
    assert publish.find(account, POST, AT + timedelta(minutes=1), frozenset()) is None


def test_somebody_else_s_event_under_our_name_is_not_believed(relay: Relay, account: Account) -> None:
    known = handles(account, POST)
    forged = json.loads(known["event"].value) | {"content": "Forged"}
    relay.events[forged["id"]] = forged

    assert publish.find(account, replace(POST, made={"event": known["event"].value}), AT, frozenset()) is None


def test_the_look_turns_pages(relay: Relay, tern: Person, account: Account) -> None:
    relay.most = 20
    sent = send(account, replace(POST, at=clock.now()))
    for number in range(50):
        tern.does(1, f"Number {number}")

    assert (
        publish.find(account, replace(POST, at=None), clock.now() - timedelta(minutes=1), frozenset()) == sent
    )
