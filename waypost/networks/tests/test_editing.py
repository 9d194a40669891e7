"""Letting a post that is out say something else, held against every network that offers it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from waypost.networks import registry
from waypost.networks.contract import Changer, Disconnected, Handle, NetworkError, Outgoing, Sent, TryLater
from waypost.networks.tests.conftest import Subject
from waypost.networks.tests.showing import shows


@pytest.fixture(params=[name for name in registry.names() if registry.card(name).edits])
def sender(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def changer(sender: str) -> Changer:
    return registry.changer(sender)


def out(subject: Subject, outgoing: Outgoing) -> Sent:
    return subject.ready(outgoing).send(5)


def handles(subject: Subject, outgoing: Outgoing) -> dict[str, Handle]:
    found: dict[str, Handle] = {}
    for step in subject.publisher.steps(subject.account, outgoing):
        found[step.name] = subject.publisher.run_step(subject.account, outgoing, step.name, found)
    return found


def edit(subject: Subject, changer: Changer, sent: Sent, outgoing: Outgoing) -> None:
    changer.edit(subject.account, sent.remote_id, outgoing, handles(subject, outgoing))


def words(subject: Subject) -> list[str]:
    """What stands on the network, read as anybody reads the past of an account; where nobody can, as it is kept."""
    if not subject.card.past:
        return subject.fake.stored()[::-1]
    page = registry.measure(subject.name).history(subject.account, "")
    return [post.text for post in page.posts]


@shows("edits")
def test_a_post_says_something_else_in_its_place(
    subject: Subject, changer: Changer, outgoing: Outgoing
) -> None:
    sent = out(subject, outgoing)
    better = replace(outgoing, text=f"The tide turns at seven. {outgoing.link}")

    edit(subject, changer, sent, better)
    edit(subject, changer, sent, better)

    assert words(subject) == [better.text]
    if subject.card.past:
        found = registry.measure(subject.name).history(subject.account, "").posts[0]
        assert found.remote_id == sent.remote_id


def test_an_edit_of_what_is_gone_is_refused(subject: Subject, changer: Changer, outgoing: Outgoing) -> None:
    sent = out(subject, outgoing)
    changer.delete(subject.account, sent.remote_id, outgoing.key)

    with pytest.raises(NetworkError) as caught:
        edit(subject, changer, sent, replace(outgoing, text="Too late."))

    assert not isinstance(caught.value, TryLater | Disconnected)
    assert words(subject) == []


@shows("edits")
def test_an_edit_that_cannot_be_accepted_is_refused(
    subject: Subject, changer: Changer, outgoing: Outgoing
) -> None:
    sent = out(subject, outgoing)
    too_long = replace(outgoing, text="tide " * subject.card.text_limit)

    with pytest.raises(NetworkError) as caught:
        edit(subject, changer, sent, too_long)

    assert not isinstance(caught.value, TryLater | Disconnected)
    assert words(subject) == [outgoing.text]
