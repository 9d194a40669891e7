"""Publishing to the sandbox, where it goes beyond the contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from waypost.networks.contract import DUPLICATE, Account, Outgoing, Rejected, Sent
from waypost.networks.sandbox import publish
from waypost.networks.sandbox.server import Sandbox
from waypost.networks.tests.fakes import image, ready
from waypost.toolkit import clock

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
POST = Outgoing(text="The tide turns at six.", key="k1")


def send(account: Account, outgoing: Outgoing) -> Sent:
    return ready(publish, account, outgoing).send(5)


def test_images_keep_their_order_and_their_alt_texts(sandbox: Sandbox, account: Account) -> None:
    media = (image("A tern"), image("The tide"))

    sent = send(account, replace(POST, media=media, format="carousel"))

    post = sandbox.truth.post(sent.remote_id)
    assert post is not None
    assert [(shown.sha256, shown.alt) for shown in post.pictures] == [(one.sha256, one.alt) for one in media]


def test_an_upload_is_good_for_an_hour(sandbox: Sandbox, account: Account) -> None:
    outgoing = replace(POST, media=(image(),))
    with clock.frozen_at(NOON):
        handle = publish.run_step(account, outgoing, "image-1", {})

    assert handle.expires_at == NOON + timedelta(hours=1)
    with clock.frozen_at(NOON + timedelta(hours=1, seconds=1)), pytest.raises(Rejected) as caught:
        publish.prepare(account, outgoing, {"image-1": handle}).send(5)
    assert caught.value.code == "media_expired"


@pytest.mark.parametrize(
    ("outgoing", "code"),
    [
        (replace(POST, text="x" * 501), "text_too_long"),
        (replace(POST, text=" "), "empty"),
        (replace(POST, media=(image(),) * 5), "too_many_images"),
        (replace(POST, media=(image("x" * 1501),)), "alt_too_long"),
    ],
)
def test_what_the_card_forbids_is_refused(
    sandbox: Sandbox, account: Account, outgoing: Outgoing, code: str
) -> None:
    with pytest.raises(Rejected) as caught:
        send(account, outgoing)

    assert caught.value.code == code
    assert sandbox.truth.log() == []


def test_a_file_that_is_no_image_is_refused(sandbox: Sandbox, account: Account) -> None:
    with pytest.raises(Rejected, match="text/html"):
        send(account, replace(POST, media=(replace(image(), content_type="text/html"),)))


def test_a_key_that_stands_for_another_text_is_a_duplicate(sandbox: Sandbox, account: Account) -> None:
    send(account, POST)

    with pytest.raises(Rejected) as caught:
        send(account, replace(POST, text="Another text."))

    assert caught.value.code == DUPLICATE


def test_a_key_belongs_to_its_account(sandbox: Sandbox, account: Account) -> None:
    opened = sandbox.truth.open_account("gull", "Gull")
    assert opened is not None
    other = replace(account, remote_id=opened[0].id, handle="gull", token=opened[1])

    assert send(account, POST) != send(other, POST)


# A server that keeps no keys


def test_without_keys_the_same_key_makes_two_posts(sandbox: Sandbox, account: Account) -> None:
    sandbox.honour_keys(honoured=False)

    assert send(account, POST) != send(account, POST)
    assert [line.key for line in sandbox.truth.log()] == ["k1", "k1"]


def test_without_keys_a_post_is_found_by_its_text(sandbox: Sandbox, account: Account) -> None:
    sandbox.honour_keys(honoured=False)
    sent = send(account, POST)

    assert publish.find(account, POST, clock.now() - timedelta(minutes=1), frozenset()) == sent


def test_without_keys_a_post_with_a_link_is_found_by_the_link(sandbox: Sandbox, account: Account) -> None:
    sandbox.honour_keys(honoured=False)
    link = "https://tern.example/n/k7f3"
    sent = send(account, replace(POST, text=f"As it was stored: {link}", link=link))
    send(account, replace(POST, text="As it was sent.", key="k2"))

    asked = replace(POST, text="As it was sent.", link=link)

    assert publish.find(account, asked, clock.now() - timedelta(minutes=1), frozenset()) == sent


def test_without_keys_an_answer_is_found_where_it_belongs(sandbox: Sandbox, account: Account) -> None:
    sandbox.honour_keys(honoured=False)
    above = sandbox.truth.post(send(account, POST).remote_id)
    answers = [
        replace(POST, text="At ten.", in_reply_to=sandbox.truth.let_say("When?", name, under=above))
        for name in ("ana", "rui")
    ]
    sent = [send(account, answer) for answer in answers]

    since = clock.now() - timedelta(minutes=1)

    assert [publish.find(account, answer, since, frozenset()) for answer in answers] == sent


def test_without_keys_a_known_post_is_no_match(sandbox: Sandbox, account: Account) -> None:
    sandbox.honour_keys(honoured=False)
    sent = send(account, POST)

    since = clock.now() - timedelta(minutes=1)

    assert publish.find(account, POST, since, frozenset({sent.remote_id})) is None


def test_without_keys_an_older_post_is_no_match(sandbox: Sandbox, account: Account) -> None:
    sandbox.honour_keys(honoured=False)
    with clock.frozen_at(NOON):
        send(account, POST)

    assert publish.find(account, POST, NOON + timedelta(seconds=1), frozenset()) is None
    assert publish.find(account, POST, NOON, frozenset()) is not None


def test_without_keys_the_look_goes_through_every_page(sandbox: Sandbox, account: Account) -> None:
    sandbox.honour_keys(honoured=False)
    since = clock.now() - timedelta(minutes=1)
    sent = send(account, POST)
    owner = sandbox.truth.accounts()[0]
    for number in range(120):
        sandbox.truth.store_post(owner, f"Post {number}", [], "", honours_key=False)

    assert publish.find(account, POST, since, frozenset()) == sent


def test_a_deleted_post_is_gone_and_its_key_stays_taken(sandbox: Sandbox, account: Account) -> None:
    sent = send(account, POST)
    sandbox.truth.delete_post(account.remote_id, sent.remote_id)

    assert publish.find(account, POST, clock.now() - timedelta(minutes=1), frozenset()) is None
    with pytest.raises(Rejected):
        send(account, POST)
