"""The engine against the sandbox network: what people hold, decide and cancel."""

from datetime import timedelta

import pytest

from waypost.foundation.workspaces.actions import workspaces
from waypost.loop.content.actions import posts
from waypost.loop.content.tests.factories import (
    approved_post,
    tomorrow,
)
from waypost.loop.publishing.actions import decisions, doubts, holds, schedule
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.sending import at_its_time, on_the_network, only, send_due
from waypost.networks.sandbox.server.faults import Fault, FaultKind
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal


def test_a_hold_stops_everything_and_a_release_is_looked_at_again(world, network, preparer, sender) -> None:
    approved_post(world, local=tomorrow(world))
    publication = only(world)
    with clock.frozen_at(publication.due_at - timedelta(minutes=5)):
        preparer.work()
        hold = holds.put(world.workspace, reason="A storm at the coast", by=world.actor("manager"))

    with at_its_time(publication, 1):
        send_due(world, preparer, sender)
        assert only(world).state == State.HELD
        holds.lift(hold, by=world.actor("manager"))
        send_due(world, preparer, sender)
        assert on_the_network(network) == []
        holds.release(only(world), by=world.actor("manager"))
        send_due(world, preparer, sender)

    assert len(on_the_network(network)) == 1


def test_a_post_scheduled_during_a_hold_is_held_from_the_start(world, network) -> None:
    holds.put(world.workspace, reason="A storm at the coast", by=world.actor("manager"))

    approved_post(world, local=tomorrow(world))

    assert only(world).state == State.HELD


def test_what_was_leaving_when_the_hold_came_is_listed(world, network, preparer, sender) -> None:
    approved_post(world, local=tomorrow(world))
    publication = only(world)
    seen = []

    def hold_now(step: str) -> None:
        if step == "armed":
            seen.append(holds.put(world.workspace, reason="Stop", by=world.actor("manager")))

    sender.between = hold_now
    with at_its_time(publication):
        send_due(world, preparer, sender)

    assert list(seen[0].was_leaving.all()) == [publication]
    assert only(world).state == State.PUBLISHED


def test_a_hold_that_commits_before_the_arming_keeps_it_from_arming(world, network, preparer, sender) -> None:
    approved_post(world, local=tomorrow(world))
    publication = only(world)
    sender.between = lambda step: (
        step == "prepared" and holds.put(world.workspace, reason="Stop", by=world.actor("manager"))
    )

    with at_its_time(publication):
        send_due(world, preparer, sender)

    assert on_the_network(network) == []
    assert only(world).state == State.HELD


def test_a_person_decides_what_cannot_be_known(world, network, preparer, sender) -> None:
    approved_post(world, local=tomorrow(world))
    publication = only(world)
    network.faults.switch_on(Fault(kind=FaultKind.ERROR_BEFORE, count=1))
    with at_its_time(publication):
        send_due(world, preparer, sender)
        doubts.ask(only(world), by=PUBLISHER)
        assert only(world).needs_a_person

        with pytest.raises(NotAllowed):
            decisions.send_again(only(world), by=world.actor("viewer"))
        decisions.send_again(only(world), by=world.actor("manager"))
        send_due(world, preparer, sender)

    assert only(world).state == State.PUBLISHED
    assert len(on_the_network(network)) == 1


def test_a_person_who_saw_it_ends_the_doubt(world, network, preparer, sender) -> None:
    approved_post(world, local=tomorrow(world))
    publication = only(world)
    network.faults.switch_on(Fault(kind=FaultKind.LOST_ANSWER, count=1))
    with at_its_time(publication):
        send_due(world, preparer, sender)

        decisions.it_is_there(only(world), url="", by=world.actor("manager"))

    assert only(world).state == State.PUBLISHED
    with pytest.raises(Refusal):
        decisions.give_up(only(world), by=world.actor("manager"))


def test_a_cancelled_post_stays_out_until_it_gets_a_new_time(world, network, preparer, sender) -> None:
    post = approved_post(world, local=tomorrow(world))
    schedule.cancel(only(world), by=world.actor("manager"))

    schedule.follow(post, by=PUBLISHER)
    assert only(world).state == State.CANCELLED
    posts.plan(post, by=world.actor("manager"), local=tomorrow(world, hour=11))

    assert {row.state for row in Publication.objects.all()} == {State.CANCELLED, State.SCHEDULED}


def test_a_post_that_is_out_is_never_scheduled_again(world, network, preparer, sender) -> None:
    post = approved_post(world, local=tomorrow(world))
    with at_its_time(only(world)):
        send_due(world, preparer, sender)

    posts.plan(post, by=world.actor("manager"), local=tomorrow(world, days=3))

    assert only(world).state == State.PUBLISHED


def test_the_same_text_waits_while_its_twin_is_in_doubt(world, network, preparer, sender) -> None:
    approved_post(world, local=tomorrow(world))
    approved_post(world, local=tomorrow(world))
    network.faults.switch_on(Fault(kind=FaultKind.ERROR_BEFORE, count=1))

    with at_its_time(Publication.objects.first()):
        send_due(world, preparer, sender)

    assert sorted(Publication.objects.values_list("state", flat=True)) == [State.READY, State.UNKNOWN]
    assert on_the_network(network) == []


def test_nine_in_the_morning_stays_nine_when_the_brand_moves_to_another_zone(world, network) -> None:
    approved_post(world, local=tomorrow(world, hour=9))
    own_time = tomorrow(world, hour=15, days=2)
    schedule.move_to(only(world), local=own_time, by=world.actor("manager"))

    workspaces.edit(world.workspace, timezone="America/New_York", by=world.actor("owner"))

    assert only(world).local == own_time
    assert only(world).due_at == clock.to_utc(own_time, "America/New_York")
