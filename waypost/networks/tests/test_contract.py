"""The contract, held against every network: what an answer means decides whether a post appears twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from waypost.networks import registry
from waypost.networks.contract import (
    Disconnected,
    Identity,
    NetworkError,
    Outgoing,
    Rejected,
    TryLater,
    Unreachable,
)
from waypost.networks.tests.conftest import Subject
from waypost.networks.tests.fakes import Trouble, answering, raising
from waypost.networks.tests.showing import shows
from waypost.toolkit import clock, http

DOUBTS = {
    "500": answering(500),
    "502 with a page": answering(502, "<h1>Bad gateway</h1>"),
    "503 with a time": answering(503, retry_after="5"),
    "an answer that nobody documented": answering(418),
    "a timeout": raising(http.DeadlinePassed("too late")),
    "a reset": raising(http.UnreadableAnswer("reset")),
    "an answer that is too large": raising(http.TooLarge("too large")),
    "a page instead of an answer": answering(200, "<!doctype html><p>Hello</p>"),
    "an empty answer": answering(200, ""),
    "an answer without what was asked": answering(200, "{}"),
}


def since() -> datetime:
    return clock.now() - timedelta(minutes=1)


# The mutating call


@shows("posts")
def test_a_post_that_is_sent_is_stored_once(subject: Subject, outgoing: Outgoing) -> None:
    sent = subject.ready(outgoing).send(5)

    assert subject.fake.stored() == [outgoing.text]
    assert sent.remote_id
    assert sent.url.startswith(("https://", "http://"))


def test_preparing_makes_nothing_appear(subject: Subject, outgoing: Outgoing) -> None:
    subject.ready(outgoing).close()

    assert subject.fake.stored() == []


def test_the_mutating_call_is_one_request(subject: Subject, outgoing: Outgoing) -> None:
    call = subject.ready(outgoing)
    before = len(subject.wire.heard)

    call.send(5)
    call.close()

    assert len(subject.wire.heard) == before + 1


@shows("posts")
def test_a_documented_refusal_is_rejected(subject: Subject, outgoing: Outgoing) -> None:
    for refusal in subject.fake.refusals:
        call = subject.ready(outgoing)
        subject.wire.instead = refusal if callable(refusal) else lambda request, refusal=refusal: refusal

        with pytest.raises(Rejected) as caught:
            call.send(5)

        assert caught.value.reason
        subject.wire.recover()


def test_too_many_calls_means_later(subject: Subject, outgoing: Outgoing) -> None:
    call = subject.ready(outgoing)
    subject.wire.instead = answering(429, retry_after="7")

    with pytest.raises(TryLater) as caught:
        call.send(5)

    assert caught.value.after_seconds == 7
    assert [told.left for told in caught.value.allowances] == [0]


def test_too_many_calls_without_a_time_means_later_too(subject: Subject, outgoing: Outgoing) -> None:
    call = subject.ready(outgoing)
    subject.wire.instead = answering(429)

    with pytest.raises(TryLater) as caught:
        call.send(5)

    assert caught.value.after_seconds > 0


def test_a_token_that_is_no_longer_good_means_disconnected(subject: Subject, outgoing: Outgoing) -> None:
    call = subject.ready(outgoing)
    subject.wire.instead = answering(401)

    with pytest.raises(Disconnected):
        call.send(5)


def test_what_certainly_did_not_leave_means_later(subject: Subject, outgoing: Outgoing) -> None:
    call = subject.ready(outgoing)
    subject.wire.instead = raising(http.NotSent("closed before the first byte"))

    with pytest.raises(Unreachable):
        call.send(5)


def test_no_time_left_means_later_and_sends_nothing(subject: Subject, outgoing: Outgoing) -> None:
    call = subject.ready(outgoing)

    with pytest.raises(TryLater):
        call.send(-1)

    assert subject.fake.stored() == []


def test_a_network_that_is_down_means_later(subject: Subject, outgoing: Outgoing) -> None:
    plain = replace(outgoing, media=())
    subject.wire.is_down = True

    with pytest.raises(Unreachable):
        subject.ready(plain)


@pytest.mark.parametrize("trouble", DOUBTS.values(), ids=DOUBTS.keys())
@pytest.mark.parametrize("is_stored", [True, False], ids=["stored", "not stored"])
def test_everything_else_is_a_doubt_and_the_look_resolves_it(
    subject: Subject, outgoing: Outgoing, trouble: Trouble, is_stored: bool
) -> None:
    call = subject.ready(outgoing)
    subject.wire.afterwards, subject.wire.instead = (trouble, None) if is_stored else (None, trouble)

    with pytest.raises(Exception) as caught:
        call.send(5)

    assert not isinstance(caught.value, NetworkError | AssertionError)
    subject.wire.recover()
    if subject.card.findable:
        found = subject.publisher.find(subject.account, outgoing, since(), frozenset())
        assert (found is not None) == is_stored


# The look afterwards


@pytest.mark.parametrize("trouble", DOUBTS.values(), ids=DOUBTS.keys())
def test_a_look_that_fails_never_says_absent(subject: Subject, outgoing: Outgoing, trouble: Trouble) -> None:
    if not subject.card.findable:
        with pytest.raises(NotImplementedError):
            subject.publisher.find(subject.account, outgoing, since(), frozenset())
        return
    subject.wire.instead = trouble

    with pytest.raises(Exception) as caught:
        subject.publisher.find(subject.account, outgoing, since(), frozenset())

    assert not isinstance(caught.value, AssertionError)


@pytest.mark.parametrize(
    "sender", [name for name in registry.names() if registry.card(name).offers is Identity.KEY]
)
def test_a_key_sent_twice_makes_one_post(subject: Subject, outgoing: Outgoing) -> None:
    first = subject.ready(outgoing).send(5)

    assert subject.ready(outgoing).send(5) == first
    assert subject.fake.stored() == [outgoing.text]


def test_another_key_makes_another_post(subject: Subject, outgoing: Outgoing) -> None:
    subject.ready(outgoing).send(5)
    other = replace(outgoing, key="m2p9", text="Another text altogether.", link="")

    subject.ready(other).send(5)

    assert subject.fake.stored() == [outgoing.text, other.text]


# Connecting


def test_a_good_token_says_whose_it_is(subject: Subject) -> None:
    found = registry.connector(subject.name).verify(subject.account)

    assert (found.remote_id, found.handle) == (subject.account.remote_id, subject.account.handle)


def test_a_bad_token_connects_nobody(subject: Subject) -> None:
    stranger = replace(subject.account, token="nobody's")

    with pytest.raises(Disconnected):
        registry.connector(subject.name).verify(stranger)


def test_a_token_never_shows(subject: Subject) -> None:
    assert subject.account.token not in repr(subject.account)
