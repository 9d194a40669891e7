"""Hearing at once, held against every network that offers it: a line is a hint, and its troubles are named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from waypost.networks import registry
from waypost.networks.contract import Ability, Disconnected, Listener, NetworkError, Unreachable
from waypost.networks.tests.conftest import Subject
from waypost.networks.tests.fakes import Trouble, answering, raising
from waypost.networks.tests.showing import shows
from waypost.toolkit import http

TROUBLES = {
    "too many calls": answering(429),
    "down": answering(503),
    "a page": answering(200, "<!doctype html><p>Hello</p>"),
    "nothing": answering(200, ""),
    "a timeout": raising(http.DeadlinePassed("too late")),
    "a reset": raising(http.UnreadableAnswer("reset")),
}


@pytest.fixture(params=[name for name in registry.names() if Ability.LISTEN in registry.abilities(name)])
def sender(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def listener(sender: str) -> Listener:
    return registry.listener(sender)


def test_what_is_heard_at_once_can_be_read(sender: str) -> None:
    assert Ability.CONVERSE in registry.abilities(sender)


@shows("hears at once")
def test_somebody_who_speaks_to_us_is_heard(subject: Subject, listener: Listener) -> None:
    people = subject.fake.people
    assert people is not None
    people.says(f"Hello {people.mention}")

    line = listener.open_line(subject.account)

    assert line.wait(1)
    line.close()
    line.close()
    assert registry.conversation(subject.name).arrivals(subject.account, "").messages


def test_a_bad_token_opens_no_line(subject: Subject, listener: Listener) -> None:
    with pytest.raises(Disconnected):
        listener.open_line(replace(subject.account, token="nobody's"))


def test_a_network_that_is_down_is_not_reached(subject: Subject, listener: Listener) -> None:
    subject.wire.is_down = True

    with pytest.raises(Unreachable):
        listener.open_line(subject.account)


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES.keys())
def test_no_trouble_is_without_a_name(subject: Subject, listener: Listener, trouble: Trouble) -> None:
    subject.wire.instead = trouble

    with pytest.raises(NetworkError) as caught:
        listener.open_line(subject.account)

    assert caught.value.reason
