"""The engine against the sandbox network: each promise, one at a time."""

from datetime import timedelta

import pytest

from waypost.foundation.channels.models import Channel
from waypost.loop.content.actions import posts, reviews
from waypost.loop.content.models import Post
from waypost.loop.content.tests.factories import (
    approve,
    approved_post,
    attached,
    drafted_post,
    submitted_post,
    tomorrow,
)
from waypost.loop.publishing.actions import doubts, lanes, schedule, sweeps
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.models import Lane
from waypost.loop.publishing.tests.sending import at_its_time, on_the_network, only, send_due
from waypost.networks.sandbox.server.faults import Call, Fault, FaultKind
from waypost.toolkit import clock


def test_an_approved_post_goes_out_at_its_time(world, network, preparer, sender) -> None:
    approved_post(world, local=tomorrow(world))
    publication = only(world)
    assert publication.state == State.SCHEDULED

    with clock.frozen_at(publication.due_at - timedelta(minutes=5)):
        send_due(world, preparer, sender)
    assert only(world).state == State.READY
    with at_its_time(publication):
        send_due(world, preparer, sender)

    publication = only(world)
    assert publication.state == State.PUBLISHED
    assert publication.remote_id
    assert on_the_network(network) == [publication.text]


def test_nothing_goes_out_that_was_not_approved(world, network, preparer, sender) -> None:
    post = submitted_post(world)
    posts.plan(post, by=world.actor("manager"), local=tomorrow(world))
    publication = only(world)

    with at_its_time(publication, 1):
        send_due(world, preparer, sender)

    assert on_the_network(network) == []
    assert only(world).state == State.SCHEDULED


def test_an_edit_after_preparing_closes_the_gate_until_it_is_approved_again(
    world, network, preparer, sender
) -> None:
    post = approved_post(world, local=tomorrow(world))
    publication = only(world)
    with clock.frozen_at(publication.due_at - timedelta(minutes=5)):
        preparer.work()

    post.refresh_from_db()
    posts.write(post, by=world.actor("manager"), body="Something else entirely.", version=post.version)
    with at_its_time(publication, 1):
        send_due(world, preparer, sender)
        assert on_the_network(network) == []
        post.refresh_from_db()
        reviews.submit(post, by=world.actor("manager"))
        approve(world, post)
        send_due(world, preparer, sender)

    assert on_the_network(network) == ["Something else entirely."]


def test_media_is_uploaded_before_the_time_and_not_again(world, network, preparer, sender) -> None:
    post = drafted_post(world)
    attached(world, post)
    reviews.submit(post, by=world.actor("manager"))
    posts.plan(post, by=world.actor("manager"), local=tomorrow(world))
    approve(world, post)
    publication = only(world)

    with clock.frozen_at(publication.due_at - timedelta(minutes=5)):
        preparer.work()
        assert only(world).steps.count() == 1
    with at_its_time(publication):
        send_due(world, preparer, sender)

    stored = network.truth.log()
    assert only(world).state == State.PUBLISHED
    assert len(stored) == 1


@pytest.mark.parametrize(
    "kind",
    [
        FaultKind.LOST_ANSWER,
        FaultKind.ERROR_AFTER,
        FaultKind.UNREADABLE,
        FaultKind.RESET_MID_ANSWER,
        FaultKind.HANG_AFTER,
    ],
)
def test_a_lost_answer_is_in_doubt_then_found_and_never_sent_twice(
    world, network, preparer, sender, reconciler, kind
) -> None:
    approved_post(world, local=tomorrow(world))
    publication = only(world)
    network.faults.switch_on(Fault(kind=kind, count=1))

    with at_its_time(publication):
        send_due(world, preparer, sender)
        assert only(world).state == State.UNKNOWN
        send_due(world, preparer, sender)
        reconciler.work()

    publication = only(world)
    assert publication.state == State.PUBLISHED
    assert publication.remote_id
    assert len(on_the_network(network)) == 1


def test_a_post_in_doubt_is_looked_for_by_the_words_that_left(
    world, network, preparer, sender, reconciler
) -> None:
    network.honour_keys(honoured=False)
    post = approved_post(world, local=tomorrow(world))
    publication = only(world)
    network.faults.switch_on(Fault(kind=FaultKind.LOST_ANSWER, count=1))

    with at_its_time(publication):
        send_due(world, preparer, sender)
        post.refresh_from_db()
        posts.write(post, by=world.actor("manager"), body="Written anew meanwhile.", version=post.version)
        reconciler.work()

    assert only(world).state == State.PUBLISHED
    assert only(world).text == publication.text


def test_a_network_that_cannot_be_asked_for_two_hours_leaves_it_to_a_person(
    world, network, preparer, sender, reconciler
) -> None:
    network.faults.switch_on(Fault(kind=FaultKind.LOST_ANSWER, count=1))
    approved_post(world, local=tomorrow(world))
    publication = only(world)
    with at_its_time(publication):
        send_due(world, preparer, sender)
    network.faults.switch_on(Fault(kind=FaultKind.ERROR_BEFORE, call=Call.LOOK))

    with at_its_time(publication, 119):
        reconciler.work()
    still_looking = only(world).act_at is not None
    with at_its_time(publication, 122):
        reconciler.work()

    assert still_looking
    assert only(world).needs_a_person
    assert "Look on the network and decide" in only(world).reason


def test_what_is_absent_after_two_looks_is_sent_again(world, network, preparer, sender, reconciler) -> None:
    approved_post(world, local=tomorrow(world))
    publication = only(world)
    network.faults.switch_on(Fault(kind=FaultKind.ERROR_BEFORE, count=1))

    with at_its_time(publication):
        send_due(world, preparer, sender)
        assert only(world).state == State.UNKNOWN
        reconciler.work()
        assert only(world).state == State.UNKNOWN
    settled = publication.due_at + timedelta(
        seconds=world.channels[0].card.deadline + world.channels[0].card.settles_after + 1
    )
    with clock.frozen_at(settled):
        reconciler.work()
        assert only(world).state == State.READY
        send_due(world, preparer, sender)

    assert only(world).state == State.PUBLISHED
    assert len(on_the_network(network)) == 1


def test_too_many_requests_waits_as_long_as_the_network_says(world, network, preparer, sender) -> None:
    approved_post(world, local=tomorrow(world))
    publication = only(world)
    network.faults.switch_on(Fault(kind=FaultKind.RATE_LIMITED, count=1, seconds=90))

    with at_its_time(publication):
        send_due(world, preparer, sender)
        waiting = only(world)
        assert waiting.state == State.WAITING
        assert waiting.act_at >= clock.now() + timedelta(seconds=90)
        send_due(world, preparer, sender)
        assert on_the_network(network) == []
    with clock.frozen_at(waiting.act_at):
        send_due(world, preparer, sender)

    assert only(world).state == State.PUBLISHED


def test_a_hurried_retry_keeps_the_pause_that_the_network_asked_for(world, network, preparer, sender) -> None:
    approved_post(world, local=tomorrow(world))
    publication = only(world)
    network.faults.switch_on(Fault(kind=FaultKind.RATE_LIMITED, count=1, seconds=90))
    with at_its_time(publication):
        send_due(world, preparer, sender)
        over = clock.now() + timedelta(seconds=90)

        schedule.hurry(publication.post, by=PUBLISHER)
        send_due(world, preparer, sender)

        waiting = only(world)
        assert (waiting.state, waiting.act_at >= over) == (State.WAITING, True)
        assert waiting.reason
        assert on_the_network(network) == []
    with clock.frozen_at(waiting.act_at):
        send_due(world, preparer, sender)
    assert only(world).state == State.PUBLISHED


def test_a_refusal_is_final_and_says_why(world, network, preparer, sender) -> None:
    approved_post(world, local=tomorrow(world))
    publication = only(world)
    network.faults.switch_on(Fault(kind=FaultKind.REFUSED, count=1))

    with at_its_time(publication):
        send_due(world, preparer, sender)
        send_due(world, preparer, sender)

    assert only(world).state == State.REJECTED
    assert only(world).reason
    assert on_the_network(network) == []


def test_a_refused_token_holds_the_channel_until_it_is_connected_again(
    world, network, preparer, sender
) -> None:
    approved_post(world, local=tomorrow(world))
    publication = only(world)
    network.faults.switch_on(Fault(kind=FaultKind.DISCONNECTED, count=1))

    with at_its_time(publication):
        send_due(world, preparer, sender)
        assert only(world).state == State.HELD
        assert Channel.objects.get(pk=publication.channel_id).health == Channel.Health.ATTENTION


def test_what_is_too_late_is_missed_not_sent(world, network, preparer, sender) -> None:
    approved_post(world, local=tomorrow(world))
    publication = only(world)
    with clock.frozen_at(publication.due_at - timedelta(minutes=5)):
        preparer.work()

    with at_its_time(publication, world.workspace.grace_minutes + 1):
        send_due(world, preparer, sender)

    assert only(world).state == State.MISSED
    assert on_the_network(network) == []


def test_the_sweep_misses_what_nobody_sent(world, network) -> None:
    approved_post(world, local=tomorrow(world))
    publication = only(world)

    with at_its_time(publication, 1):
        assert sweeps.miss_the_late(by=PUBLISHER) == []
    with at_its_time(publication, world.workspace.grace_minutes + 1):
        assert sweeps.miss_the_late(by=PUBLISHER) == [publication.pk]

    assert only(world).reason == "Nothing could send it in time."


def test_what_was_not_approved_in_time_says_so(world, network) -> None:
    post = approved_post(world, local=tomorrow(world))
    Post.objects.filter(pk=post.pk).update(state=Post.State.IN_REVIEW)

    with at_its_time(only(world), world.workspace.grace_minutes + 1):
        sweeps.miss_the_late(by=PUBLISHER)

    assert only(world).reason == "Nobody approved it in time."


def test_a_frozen_sender_that_wakes_after_its_deadline_writes_nothing(
    world, network, preparer, sender
) -> None:
    approved_post(world, local=tomorrow(world))
    publication = only(world)
    moments = iter([1000.0, 1000.0 + 3600])
    sender.boot = lambda: next(moments)

    with at_its_time(publication):
        send_due(world, preparer, sender)

    assert on_the_network(network) == []
    assert only(world).state == State.WAITING


def test_a_second_holder_cannot_claim_a_lane_that_is_leased(world, network) -> None:
    approved_post(world, local=tomorrow(world))
    channel = only(world).channel

    first = lanes.claim(channel.pk, holder="one")
    second = lanes.claim(channel.pk, holder="two")

    assert first is not None
    assert second is None


def test_a_claim_that_was_overtaken_arms_nothing(world, network, preparer, sender) -> None:
    approved_post(world, local=tomorrow(world))
    publication = only(world)

    def overtake(step: str) -> None:
        if step == "prepared":
            Lane.objects.update(holder="another", lease_epoch=99)

    sender.between = overtake
    with at_its_time(publication):
        send_due(world, preparer, sender)

    assert on_the_network(network) == []
    assert only(world).state == State.READY


def test_an_armed_publication_without_a_lease_is_in_doubt_not_sent_again(
    world, network, preparer, sender, reconciler
) -> None:
    approved_post(world, local=tomorrow(world))
    publication = only(world)

    class Killed(Exception):
        pass

    def die(step: str) -> None:
        if step == "answered":
            raise Killed

    sender.between = die
    with at_its_time(publication):
        with pytest.raises(Killed):
            send_due(world, preparer, sender)
        assert only(world).state == State.ARMED
        assert doubts.orphans() == [publication.pk]
        reconciler.work()

    assert only(world).state == State.PUBLISHED
    assert len(on_the_network(network)) == 1


def test_a_claim_of_the_same_process_ends_when_it_claims_anew(world, network, preparer, sender) -> None:
    approved_post(world, local=tomorrow(world))
    publication = only(world)
    sender.between = lambda step: step == "prepared" and Lane.objects.update(lease_epoch=99)

    with at_its_time(publication):
        send_due(world, preparer, sender)

    assert on_the_network(network) == []
    assert only(world).state == State.READY


def test_a_closed_lane_lets_nothing_arm_whatever_the_publication_says(
    world, network, preparer, sender
) -> None:
    approved_post(world, local=tomorrow(world))
    publication = only(world)
    sender.between = lambda step: step == "prepared" and Lane.objects.update(is_held=True)

    with at_its_time(publication):
        send_due(world, preparer, sender)

    assert on_the_network(network) == []
    assert only(world).state == State.READY
