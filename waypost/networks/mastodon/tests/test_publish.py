"""Publishing to Mastodon, where it goes beyond the contract."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from waypost.networks.contract import (
    POLL,
    POLL_DAYS,
    Account,
    Handle,
    Outgoing,
    Rejected,
    Sent,
    TryLater,
    listening,
)
from waypost.networks.mastodon import measure, publish
from waypost.networks.mastodon.card import VISIBILITY, WARNING
from waypost.networks.mastodon.tests.fake import Ana, account_of
from waypost.networks.mastodon.tests.instance import Instance
from waypost.networks.mastodon.tests.keeping import Member
from waypost.networks.tests.fakes import Troubled, answering, image, ready
from waypost.toolkit import clock, http

POST = Outgoing(text="The tide turns at six.", key="k1")


def send(account: Account, outgoing: Outgoing) -> Sent:
    return ready(publish, account, outgoing).send(5)


def said(instance: Instance, account: Account, outgoing: Outgoing) -> Mapping[str, object]:
    return instance.posts[send(account, outgoing).remote_id].said


def look(account: Account, outgoing: Outgoing, known: frozenset[str] = frozenset()) -> Sent | None:
    return publish.find(account, outgoing, clock.now() - timedelta(minutes=1), known)


def test_a_plain_post_says_nothing_that_nobody_chose(instance: Instance, account: Account) -> None:
    assert said(instance, account, POST) == {"status": POST.text}


def test_no_server_is_asked_to_wait_because_some_post_at_once(instance: Instance, account: Account) -> None:
    instance.schedules = False
    outgoing = replace(POST, at=clock.now() + timedelta(hours=1))

    assert said(instance, account, outgoing) == {"status": POST.text}
    assert publish.prepare(account, replace(outgoing, key="k2"), {})
    assert len(instance.posts) == 1


def test_what_the_writer_chose_goes_along(instance: Instance, account: Account) -> None:
    options = {VISIBILITY: "unlisted", WARNING: " Fish ", POLL: "Six\n\n Seven ", POLL_DAYS: "3"}

    body = said(instance, account, replace(POST, options=options))

    assert (body["visibility"], body["spoiler_text"]) == ("unlisted", "Fish")
    assert body["poll"] == {"options": ["Six", "Seven"], "expires_in": 259200}


def test_pictures_keep_their_order_and_their_alt_texts(instance: Instance, account: Account) -> None:
    body = said(instance, account, replace(POST, media=(image("One"), image("Two")), format="carousel"))

    assert [instance.media[one]["alt"] for one in body["media_ids"]] == ["One", "Two"]
    assert instance.media[body["media_ids"][0]]["file"]["content_type"] == "image/png"


# Pictures that take time


def test_neither_a_poll_nor_pictures_are_left_out_where_both_were_asked_for(account: Account) -> None:
    both = replace(POST, media=(image(),), options={POLL: "Six\nSeven"})

    with pytest.raises(Rejected, match="either pictures or a poll"):
        publish.prepare(account, both, {})


def test_a_picture_that_is_being_processed_is_waited_for_and_not_uploaded_again(
    instance: Instance, account: Account
) -> None:
    instance.processing = 2
    outgoing = replace(POST, media=(image(),))
    handles: dict[str, Handle] = {}
    upload, wait = publish.steps(account, outgoing)
    handles[upload.name] = publish.run_step(account, outgoing, upload.name, handles)

    with pytest.raises(TryLater):
        publish.run_step(account, outgoing, wait.name, handles)
    handles[wait.name] = publish.run_step(account, outgoing, wait.name, handles)
    publish.prepare(account, outgoing, handles).send(5)

    assert len(instance.media) == 1
    assert len(instance.posts) == 1


def test_a_picture_that_is_ready_is_not_asked_for(instance: Instance, account: Account) -> None:
    ready(publish, account, replace(POST, media=(image(),)))

    assert [call.operation for call in instance.calls] == ["POST /api/v2/media"]


def test_an_upload_is_not_used_when_the_server_may_have_swept_it_away(account: Account) -> None:
    outgoing = replace(POST, media=(image(),))

    handle = publish.run_step(account, outgoing, "upload-1", {})

    assert handle.expires_at is not None
    assert handle.expires_at <= clock.now() + timedelta(hours=23)


def test_a_picture_that_is_too_large_is_refused_for_good(account: Account, instance: Instance) -> None:
    wire = Troubled(instance, instead=answering(413, "<h1>Request entity too large</h1>"))

    with http.wired(wire), pytest.raises(Rejected, match="smaller"):
        publish.run_step(account, replace(POST, media=(image(),)), "upload-1", {})


# Answers


def test_an_answer_names_who_it_answers(instance: Instance, account: Account, ana: Ana) -> None:
    comment = ana.says("When do you open?", under=send(account, POST).remote_id)

    body = said(instance, account, Outgoing(text="At ten.", key="a", in_reply_to=comment))

    assert body == {"status": "@ana At ten.", "in_reply_to_id": comment, "visibility": "public"}


@pytest.mark.parametrize("text", ["At ten, @ana.", "@Ana@social.example at ten"])
def test_an_answer_that_names_them_already_is_left_as_it_is(
    instance: Instance, account: Account, ana: Ana, text: str
) -> None:
    comment = ana.says("When do you open, @tern?")

    assert said(instance, account, Outgoing(text=text, key="a", in_reply_to=comment))["status"] == text


def test_an_answer_to_ourselves_names_nobody(instance: Instance, account: Account) -> None:
    first = send(account, POST).remote_id

    body = said(instance, account, Outgoing(text="And seven.", key="b", in_reply_to=first))

    assert body["status"] == "And seven."


def test_an_answer_is_seen_by_who_saw_the_message_unless_the_writer_chose(
    instance: Instance, account: Account, ana: Ana
) -> None:
    comment = instance.write(ana.member, {"status": "@tern quietly", "visibility": "direct"}).id
    answer = Outgoing(text="Quietly.", key="a", in_reply_to=comment)
    chosen = replace(answer, key="b", options={VISIBILITY: "public"})

    assert said(instance, account, answer)["visibility"] == "direct"
    assert said(instance, account, chosen)["visibility"] == "public"


def test_an_answer_to_what_is_gone_is_refused(account: Account) -> None:
    with pytest.raises(Rejected, match="no longer on Mastodon"):
        ready(publish, account, Outgoing(text="At ten.", key="a", in_reply_to="7"))


# What an answer of the server means


def test_a_pause_is_as_long_as_the_server_says(account: Account, instance: Instance) -> None:
    now = datetime(2026, 6, 1, 9, tzinfo=UTC)
    wire = Troubled(instance, instead=answering(429, "{}", x_ratelimit_reset="2026-06-01T09:02:30.000Z"))

    with clock.frozen_at(now), http.wired(wire), pytest.raises(TryLater) as caught:
        send(account, POST)

    assert caught.value.after_seconds == 150
    assert [(told.limit, told.left) for told in caught.value.allowances] == [("posts", 0)]


def test_the_answer_to_a_post_says_how_many_are_left(account: Account, instance: Instance) -> None:
    said = {"x-ratelimit-remaining": "12", "x-ratelimit-reset": "2026-06-01T12:00:00.000000Z"}

    def with_headers(request: httpx.Request) -> httpx.Response:
        answer = instance.answer(request, http.Deadline(5))
        return httpx.Response(answer.status_code, headers=said, content=answer.content, request=request)

    with http.wired(Troubled(instance, instead=with_headers)):
        sent = send(account, POST)

    assert [(told.limit, told.left) for told in sent.allowances] == [("posts", 12)]
    assert sent.allowances[0].until == datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_answers_that_carry_no_post_say_what_is_left_to_whoever_listens(
    account: Account, instance: Instance
) -> None:
    said = {"x-ratelimit-remaining": "3", "x-ratelimit-reset": "2026-06-01T12:00:00.000000Z"}

    def with_headers(request: httpx.Request) -> httpx.Response:
        answer = instance.answer(request, http.Deadline(5))
        return httpx.Response(answer.status_code, headers=said, content=answer.content, request=request)

    with http.wired(Troubled(instance, instead=with_headers)):
        with listening() as uploading:
            publish.run_step(account, replace(POST, media=(image(),)), "upload-1", {})
        with listening() as reading:
            measure.account(account)
        publish.run_step(account, replace(POST, media=(image(),)), "upload-1", {})

    assert {(told.limit, told.left) for told in uploading} == {("uploads", 3)}
    assert [(told.limit, told.left) for told in reading] == [("requests", 3)]


def test_too_many_uploads_stop_uploads_alone(account: Account, instance: Instance) -> None:
    wire = Troubled(instance, instead=answering(429, "{}"))

    with http.wired(wire), pytest.raises(TryLater) as caught:
        publish.run_step(account, replace(POST, media=(image(),)), "upload-1", {})

    assert [told.limit for told in caught.value.allowances] == ["uploads"]


@pytest.mark.parametrize("status", [403, 404, 410, 422])
def test_a_refusal_without_a_word_is_a_doubt(account: Account, instance: Instance, status: int) -> None:
    wire = Troubled(instance, instead=answering(status, "<h1>Blocked</h1>"))

    with http.wired(wire), pytest.raises(http.UnreadableAnswer):
        send(account, POST)


# The key, and the look


def test_the_key_of_the_publication_goes_along(instance: Instance, account: Account) -> None:
    first = send(account, POST)

    assert send(account, POST) == first
    assert len(instance.posts) == 1


@pytest.mark.parametrize("has_source", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "The tide turns at six.",
        "One.\n\nTwo, three  four.\nFive & six <seven>",
        "With @ana@social.example and https://tern.example/a/very/long/address/that/is/shortened",
    ],
)
def test_a_post_is_found_by_its_words(
    instance: Instance, account: Account, text: str, has_source: bool
) -> None:
    instance.has_source = has_source
    outgoing = replace(POST, text=text)
    send(account, replace(POST, text="Something else.", key="other"))
    sent = send(account, outgoing)
    send(account, replace(POST, text="Something later.", key="later"))

    assert look(account, outgoing) == sent
    assert look(account, outgoing, frozenset({sent.remote_id})) is None


def test_a_post_is_found_by_its_tracked_link_whatever_became_of_its_words(
    instance: Instance, account: Account
) -> None:
    link = "https://tern.example/n/k7f3"
    sent = send(account, replace(POST, text=f"Other words {link}"))

    assert look(account, replace(POST, link=link)) == sent
    assert look(account, replace(POST, link="https://tern.example/n/k7f4")) is None


def test_an_answer_is_found_under_what_it_answers_and_nowhere_else(
    instance: Instance, account: Account, ana: Ana
) -> None:
    first, second = (ana.says(f"@tern {number}") for number in range(2))
    sent = send(account, Outgoing(text="Thank you!", key="a", in_reply_to=first))

    assert look(account, Outgoing(text="Thank you!", key="a", in_reply_to=first)) == sent
    assert look(account, Outgoing(text="Thank you!", key="b", in_reply_to=second)) is None
    assert look(account, Outgoing(text="Thank you!", key="c")) is None


def test_the_look_goes_back_as_far_as_it_must(instance: Instance, account: Account, tern: Member) -> None:
    sent = send(account, POST)
    for number in range(90):
        instance.write(tern, {"status": f"Number {number}"})
    instance.calls.clear()

    assert look(account, POST) == sent
    assert sum(call.operation.endswith("/statuses") for call in instance.calls) == 3


def test_what_was_there_before_is_not_it(instance: Instance, account: Account) -> None:
    send(account, POST)

    assert publish.find(account, POST, clock.now() + timedelta(minutes=1), frozenset()) is None


def test_what_was_passed_on_and_what_others_wrote_is_not_it(
    instance: Instance, account: Account, ana: Ana, tern: Member
) -> None:
    ana.says(POST.text)
    instance.passes_on(tern, next(iter(instance.posts.values())))

    assert look(account, POST) is None


def test_a_picture_without_words_is_found(instance: Instance, account: Account) -> None:
    outgoing = replace(POST, text="", media=(image(),))
    sent = send(account, outgoing)

    assert look(account, outgoing) == sent


def test_a_look_at_a_server_that_always_gives_the_same_page_ends(
    instance: Instance, account: Account
) -> None:
    send(account, POST)
    page = json.dumps([instance.view(post) for post in instance.posts.values()])

    with http.wired(Troubled(instance, instead=answering(200, page))):
        assert look(account, replace(POST, link="https://tern.example/x")) is None


def test_a_server_that_hangs_up_on_kept_lines_gets_a_fresh_one(instance: Instance, account: Account) -> None:
    instance.keeps_lines = False
    other = account_of(instance, instance.join("gull", "Gull"))

    assert send(account, POST).remote_id != send(other, POST).remote_id
