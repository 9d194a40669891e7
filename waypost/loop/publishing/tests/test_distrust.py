"""What a restored or copied installation does not trust: looked for once while it is held, and anew on its release."""

from datetime import timedelta

import pytest

from waypost.foundation.processes.actions import installation
from waypost.foundation.processes.models import Installation
from waypost.loop.content.tests.factories import approved_post, tomorrow
from waypost.loop.publishing.actions import doubts
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.dividing import divided_post, parts, states
from waypost.loop.publishing.tests.sending import at_its_time, on_the_network, only, send_due
from waypost.toolkit import clock


@pytest.fixture
def held(world, preparer) -> Publication:
    """A post that stands ready in an installation that is held and may be a copy of another."""
    approved_post(world, local=tomorrow(world))
    with at_its_time(only(world), -5):
        preparer.work()
        installation.hold("This home is a copy.", doubt_from=clock.now())
    return only(world)


def look_twice(world, reconciler) -> None:
    """Let the publisher look until it knows that the post is not there."""
    for minutes in (1, 3):
        with at_its_time(only(world), minutes):
            doubts.distrust_the_past(by=PUBLISHER, again=False)
            reconciler.work()


def test_what_was_looked_for_is_not_looked_for_again_while_the_installation_is_held(
    world, network, held, reconciler
) -> None:
    look_twice(world, reconciler)
    assert only(world).state == State.READY

    with at_its_time(held, 4):
        assert doubts.distrust_the_past(by=PUBLISHER, again=False) == 0

    assert only(world).state == State.READY


def test_it_is_looked_for_once_more_on_release(world, network, held, preparer, sender, reconciler) -> None:
    look_twice(world, reconciler)

    with at_its_time(held, 4):
        assert doubts.distrust_the_past(by=PUBLISHER) == 1
        Installation.objects.update(held_at=None)
        send_due(world, preparer, sender)

    assert only(world).state == State.UNKNOWN
    assert on_the_network(network) == []


def test_what_becomes_due_while_it_is_held_is_doubted_too(world, network, held) -> None:
    assert doubts.distrust_the_past(by=PUBLISHER, again=False) == 0

    with at_its_time(held):
        assert doubts.distrust_the_past(by=PUBLISHER, again=False) == 1


def test_parts_that_cannot_be_there_are_looked_for_once_as_well(world, network, preparer, reconciler) -> None:
    divided_post(world, body="Low tide at nine.", thread=False)
    head = parts(world)[0]
    with clock.frozen_at(head.due_at - timedelta(minutes=5)):
        preparer.work()
        installation.hold("This home is a copy.", doubt_from=clock.now())
    for minutes in (1, 3, 5):
        with at_its_time(head, minutes):
            doubts.distrust_the_past(by=PUBLISHER, again=False)
            reconciler.work()

    assert states(world) == [State.READY, State.FOLLOWS]
    with at_its_time(head, 6):
        assert doubts.distrust_the_past(by=PUBLISHER, again=False) == 0
