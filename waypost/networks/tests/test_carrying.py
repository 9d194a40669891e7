"""What a post may carry beside its words, and what is counted of it, held against every network whose card says so."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from waypost.networks import registry
from waypost.networks.contract import (
    POLL,
    POLL_DAYS,
    THREAD,
    Disconnected,
    Handle,
    MediaFile,
    Metric,
    NetworkError,
    Outgoing,
    TryLater,
)
from waypost.networks.tests.conftest import Subject
from waypost.networks.tests.fakes import answering, image, raising, video
from waypost.networks.tests.showing import names_that, shows

ANSWERS = ("At the gull’s hour", "When the lamp is lit")


def pictures(count: int) -> tuple[MediaFile, ...]:
    """As many pictures, each with bytes and words of its own."""
    return tuple(_picture(number) for number in range(count))


def _picture(number: int) -> MediaFile:
    content = image().read() + b" number %d" % number
    digest = sha256(content).hexdigest()
    shown = image(f"Tern {number} over the tide line")
    return replace(shown, content=content, sha256=digest, width=1200, height=1000)


def heard(subject: Subject, content: bytes) -> bool:
    """Whether these bytes went over the wire."""
    return any(content in request.read() for request in subject.wire.heard)


def send(subject: Subject, text: str, key: str, under: str = "", **options: str) -> str:
    outgoing = Outgoing(text=text, key=key, in_reply_to=under, options=options)
    return subject.ready(outgoing).send(5).remote_id


def stands_under(subject: Subject, remote_id: str) -> list[str]:
    assert subject.fake.people is not None, "a fake network on which one answers needs its people"
    return subject.fake.people.under(remote_id)


# Pictures


@shows("carousels")
def test_as_many_pictures_go_out_as_the_card_says(subject: Subject) -> None:
    media = pictures(subject.card.media.images_max)
    outgoing = Outgoing(text="The tide, hour by hour.", key="many", media=media, format="carousel")

    subject.ready(outgoing).send(5)

    assert subject.fake.stored() == [outgoing.text]
    assert all(heard(subject, each.read()) for each in media)


# Videos


def left(subject: Subject, outgoing: Outgoing) -> dict[str, Handle]:
    """Do every step, again where the network is still preparing the video."""
    handles: dict[str, Handle] = {}
    for step in subject.publisher.steps(subject.account, outgoing):
        for _ in range(9):
            try:
                handles[step.name] = subject.publisher.run_step(subject.account, outgoing, step.name, handles)
                break
            except TryLater:
                continue
    return handles


@shows("videos")
def test_a_video_goes_out(subject: Subject) -> None:
    outgoing = Outgoing(text="The tide comes in.", key="film", media=(video(),), format="video")

    subject.publisher.prepare(subject.account, outgoing, left(subject, outgoing)).send(5)

    assert subject.fake.stored() == [outgoing.text]
    assert heard(subject, video().read())


LARGE = 50_000_000
"""Bytes: a network that takes more of a video gets it piece by piece."""


@pytest.mark.parametrize(
    "sender", [name for name in names_that("posts") if registry.card(name).media.video_bytes > LARGE]
)
def test_a_large_video_is_never_in_memory_whole(subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    film = video()
    content = film.read()
    outgoing = Outgoing(text="The tide comes in.", key="film", media=(film,), format="video")
    monkeypatch.setattr(MediaFile, "read", raising(AssertionError("it was read whole")))

    left(subject, outgoing)

    assert heard(subject, content)


# Polls


@shows("polls")
def test_a_poll_goes_out_with_its_answers(subject: Subject) -> None:
    send(subject, "When do we open?", "poll", **{POLL: "\n".join(ANSWERS), POLL_DAYS: "1"})

    assert subject.fake.stored() == ["When do we open?"]
    said = subject.wire.heard[-1].read().decode()
    assert all(answer in said or answer.encode("unicode_escape").decode() in said for answer in ANSWERS)


@shows("polls")
def test_a_poll_with_too_many_answers_is_refused(subject: Subject) -> None:
    assert subject.card.polls is not None
    answers = "\n".join(f"At {hour}" for hour in range(subject.card.polls.answers_max + 1))

    # A network refuses it, or a fake does that holds what it hears against a specification.
    with pytest.raises((NetworkError, AssertionError)) as caught:
        send(subject, "When do we open?", "poll", **{POLL: answers, POLL_DAYS: "1"})

    assert not isinstance(caught.value, TryLater)
    assert subject.fake.stored() == []


# What is longer than one post


@shows("threads")
def test_a_thread_goes_out_under_its_first_post(subject: Subject) -> None:
    text = "The tide turns at six, and we print what it leaves. "
    text = (text * (2 + subject.card.text_limit // len(text))).strip()
    parts = registry.texts(subject.name).split(text)

    if subject.card.thread_in_one_call:
        call = subject.ready(Outgoing(text=text, key="thread", options={THREAD: "yes"}))
        before = len(subject.wire.heard)
        first = call.send(5).remote_id
        assert len(subject.wire.heard) == before + 1
    else:
        first = under = send(subject, parts[0], "part0")
        for number, part in enumerate(parts[1:], 1):
            under = send(subject, part, f"part{number}", under=under)

    assert subject.fake.stored() == parts
    assert len(parts) > 1
    assert stands_under(subject, first) == [parts[1]]


@shows("first comment")
def test_the_first_comment_stands_under_our_own_post(subject: Subject) -> None:
    post = send(subject, "The tide turns at six.", "post")

    send(subject, "Prints by the door.", "comment", under=post)

    assert stands_under(subject, post) == ["Prints by the door."]


# What is counted


@shows("measures")
def test_what_the_card_says_is_counted(subject: Subject) -> None:
    measure, metrics = registry.measure(subject.name), set(subject.card.post_metrics)
    post = send(subject, "The tide turns at six.", "post")

    if metrics:
        assert subject.fake.people is not None, "a fake network that counts needs its people"
        subject.fake.people.likes(post)
        subject.fake.people.says("See you there.", under=post)
        counts = measure.posts(subject.account, [post])[post]
        assert set(counts) <= metrics
        assert all(counts[one] == 1 for one in {Metric.LIKES, Metric.COMMENTS} & metrics)

    assert metrics or subject.card.account_metrics
    assert set(measure.account(subject.account)) == set(subject.card.account_metrics)


@shows("measures")
def test_nothing_is_counted_with_a_token_that_is_no_longer_good(subject: Subject) -> None:
    measure, post = registry.measure(subject.name), send(subject, "The tide turns at six.", "post")
    counts_accounts = bool(subject.card.account_metrics)
    subject.wire.instead = answering(401)

    with pytest.raises(Disconnected):
        measure.account(subject.account) if counts_accounts else measure.posts(subject.account, [post])
