"""A hold holds what comes back to the queue as well, and what was cancelled never goes out beside its successor."""

from datetime import timedelta

import pytest

from tests.world import World
from waypost.loop.content.tests.factories import tomorrow
from waypost.loop.publishing.actions import decisions, doubts, holds, outcomes, schedule
from waypost.loop.publishing.domain.answers import Answer, Outcome
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.models import Hold, Publication
from waypost.loop.publishing.tests.factories import scheduled_publication, still_looked_for
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


def put(world: World) -> Hold:
    return holds.put(world.workspace, reason="A storm at the coast", by=world.actor("manager"))


def test_a_hold_remembers_what_it_stopped_after_the_release(world):
    publication = scheduled_publication(world)

    hold = put(world)
    holds.lift(hold, by=world.actor("manager"))
    holds.release(publication, by=world.actor("manager"))

    assert list(hold.was_stopped.all()) == [publication]


def test_what_was_leaving_and_came_back_is_looked_at_again_too(world):
    publication = scheduled_publication(world, state=State.ARMED)
    hold = put(world)
    with clock.frozen_at(publication.due_at):
        outcomes.settle(
            publication.attempts.get().pk, Answer(Outcome.NOT_STORED, "Come back later."), by=PUBLISHER
        )

    holds.lift(hold, by=world.actor("manager"))

    publication.refresh_from_db()
    assert (publication.state, publication.hold) == (State.HELD, hold)


def test_what_a_person_sends_again_during_a_hold_waits_for_a_look(world):
    publication = scheduled_publication(world, state=State.UNKNOWN)
    hold = put(world)
    with clock.frozen_at(publication.due_at + timedelta(minutes=5)):
        decisions.send_again(publication, by=world.actor("manager"))

        holds.lift(hold, by=world.actor("manager"))

    publication.refresh_from_db()
    assert publication.state == State.HELD


def test_what_is_found_absent_during_a_hold_belongs_to_it(world):
    publication = still_looked_for(world)
    hold = put(world)
    card = publication.channel.card

    with clock.frozen_at(publication.due_at + timedelta(minutes=5)):
        for _ in range(2):
            doubts.not_found(publication.pk, looked_at=clock.now(), card=card, by=PUBLISHER)

    publication.refresh_from_db()
    assert (publication.state, publication.hold) == (State.HELD, hold)


def test_what_was_cancelled_does_not_come_back_beside_the_one_that_replaced_it(world):
    first = scheduled_publication(world)
    schedule.cancel(first, by=world.actor("manager"))
    later = Publication.objects.get(pk=first.pk)
    later.pk, later.key, later.state = None, "another", State.SCHEDULED
    later.save()

    with pytest.raises(Refusal, match="another entry"):
        schedule.move_to(
            Publication.objects.get(pk=first.pk), local=tomorrow(world, days=2), by=world.actor("manager")
        )


def test_what_was_cancelled_stays_out_when_its_post_left_the_channel(world):
    publication = scheduled_publication(world)
    schedule.cancel(publication, by=world.actor("manager"))
    Publication.objects.update(variant=None)
    publication.refresh_from_db()

    with pytest.raises(Refusal, match="no longer goes"):
        schedule.move_to(publication, local=tomorrow(world, days=2), by=world.actor("manager"))
