"""Taking a post away, held against every network that offers it: twice is as once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from waypost.networks import registry
from waypost.networks.contract import Ability, Changer, Disconnected, NetworkError, Outgoing, Sent, TryLater
from waypost.networks.tests.conftest import Subject
from waypost.networks.tests.fakes import answering
from waypost.networks.tests.showing import shows


@pytest.fixture(params=[name for name in registry.names() if Ability.CHANGE in registry.abilities(name)])
def sender(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def changer(sender: str) -> Changer:
    return registry.changer(sender)


def out(subject: Subject, outgoing: Outgoing) -> Sent:
    return subject.ready(outgoing).send(5)


def words(subject: Subject) -> list[str]:
    """What stands on the network, read as anybody reads the past of an account; where nobody can, as it is kept."""
    if not subject.card.past:
        return subject.fake.stored()[::-1]
    page = registry.measure(subject.name).history(subject.account, "")
    return [post.text for post in page.posts]


def test_the_card_says_what_the_folder_can_do(sender: str) -> None:
    card = registry.card(sender)

    assert card.deletes
    assert card.edits == hasattr(registry.changer(sender), "edit")


@shows("takes back")
def test_a_post_that_is_taken_away_is_gone(subject: Subject, changer: Changer, outgoing: Outgoing) -> None:
    sent = out(subject, outgoing)
    other = replace(outgoing, key="m2p9", text="It stays.", link="")
    out(subject, other)

    changer.delete(subject.account, sent.remote_id, outgoing.key)

    assert words(subject) == [other.text]


def test_taking_away_what_is_gone_is_harmless(subject: Subject, changer: Changer, outgoing: Outgoing) -> None:
    sent = out(subject, outgoing)
    changer.delete(subject.account, sent.remote_id, outgoing.key)

    changer.delete(subject.account, sent.remote_id, outgoing.key)

    assert words(subject) == []


@pytest.mark.parametrize("status", [429, 503], ids=["too many calls", "down"])
def test_a_network_that_is_busy_takes_nothing_away_and_refuses_nothing(
    subject: Subject, changer: Changer, outgoing: Outgoing, status: int
) -> None:
    sent = out(subject, outgoing)
    subject.wire.instead = answering(status, retry_after="7")

    with pytest.raises(Exception) as caught:
        changer.delete(subject.account, sent.remote_id, outgoing.key)

    assert isinstance(caught.value, TryLater) or not isinstance(caught.value, NetworkError | AssertionError)
    subject.wire.recover()
    assert words(subject) == [outgoing.text]


@shows("takes back")
def test_a_token_that_is_no_longer_good_takes_nothing_away(
    subject: Subject, changer: Changer, outgoing: Outgoing
) -> None:
    sent = out(subject, outgoing)
    subject.wire.instead = answering(401)

    with pytest.raises(Disconnected):
        changer.delete(subject.account, sent.remote_id, outgoing.key)


def test_an_answer_that_is_lost_means_that_it_is_asked_again(
    subject: Subject, changer: Changer, outgoing: Outgoing
) -> None:
    sent = out(subject, outgoing)
    subject.wire.afterwards = answering(500)

    with pytest.raises(Exception) as caught:
        changer.delete(subject.account, sent.remote_id, outgoing.key)
    subject.wire.recover()
    changer.delete(subject.account, sent.remote_id, outgoing.key)

    assert isinstance(caught.value, TryLater) or not isinstance(caught.value, NetworkError | AssertionError)
    assert words(subject) == []
