"""Threads and first comments: each part waits for the one before it, and none leaves unless all can."""

from dataclasses import replace
from datetime import timedelta

from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.models import Entry
from waypost.foundation.processes.actions import installation
from waypost.loop.content.actions import posts, reviews
from waypost.loop.content.tests.factories import approve
from waypost.loop.publishing.actions import decisions, doubts, holds, parts, schedule, sweeps
from waypost.loop.publishing.actions.transitions import move
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.dividing import (
    COMMENT,
    LONG,
    divided_post,
    prepared_parts,
    send_all,
    states,
)
from waypost.loop.publishing.tests.dividing import parts as parts_now
from waypost.loop.publishing.tests.sending import at_its_time, on_the_network, send_due
from waypost.networks.sandbox import text as counting
from waypost.networks.sandbox.server.faults import Fault, FaultKind
from waypost.toolkit import clock

FOLLOW = [State.FOLLOWS, State.FOLLOWS, State.FOLLOWS]


def test_before_its_time_a_post_is_laid_out_with_all_that_follows(world, network, preparer) -> None:
    head, *following = prepared_parts(world, preparer)

    assert (head.state, head.text, head.has_more) == (State.READY, counting.split(LONG)[0], True)
    assert [part.state for part in following] == FOLLOW
    assert [part.text for part in following] == [*counting.split(LONG)[1:], COMMENT]
    assert [part.place for part in following] == ["Part 2", "Part 3", "First comment"]
    assert {part.content_hash for part in following} == {head.content_hash}


def test_the_parts_go_out_in_order_each_under_its_own(world, network, preparer, sender) -> None:
    head, *_following = prepared_parts(world, preparer)

    with at_its_time(head):
        send_all(world, preparer, sender)
        stored = [network.truth.post(part.remote_id) for part in parts_now(world)]

    assert on_the_network(network) == [*counting.split(LONG), COMMENT]
    first, second, third, comment = stored
    assert first.in_reply_to == ""
    assert (second.in_reply_to, third.in_reply_to) == (first.id, second.id)
    assert comment.in_reply_to == first.id


def test_a_post_is_sent_once_however_many_parts_it_has(world, network, preparer, sender) -> None:
    head, *_following = prepared_parts(world, preparer)

    with at_its_time(head):
        send_all(world, preparer, sender)

    told = Entry.objects.filter(workspace_id=world.workspace.pk)
    assert told.filter(verb="publication.published").get().subject_id == head.pk
    assert {entry.words for entry in told.filter(verb="publication.continued")} == {
        "A further part of a post sent"
    }
    home = world.client("manager").get("/tern/").content.decode()
    assert home.count("Post sent: ") == 1


def test_one_post_without_parts_stays_one(world, network, preparer, sender) -> None:
    divided_post(world, body="Short.", comment="")
    (publication,) = parts_now(world)

    with at_its_time(publication):
        send_all(world, preparer, sender)

    (publication,) = parts_now(world)
    assert publication.state == State.PUBLISHED
    assert not publication.has_more


def test_nothing_leaves_while_a_part_is_too_long(world, network, preparer, sender, monkeypatch) -> None:
    divided_post(world)
    head = parts_now(world)[0]
    # The network takes less of a comment than when the post was approved.
    monkeypatch.setattr(
        Channel,
        "count",
        lambda self, text, options=None: replace(counting.count(text), limit=9 if text == COMMENT else 500),
    )

    with at_its_time(head):
        send_all(world, preparer, sender)

    (head,) = parts_now(world)
    assert on_the_network(network) == []
    assert (head.state, head.reason) == (State.REJECTED, "The first comment is 22 too long for Sandbox.")


def test_a_part_in_doubt_blocks_what_follows_until_it_is_found(
    world, network, preparer, sender, reconciler
) -> None:
    head, *_following = prepared_parts(world, preparer)
    network.faults.switch_on(Fault(kind=FaultKind.LOST_ANSWER, count=1))

    with at_its_time(head):
        send_all(world, preparer, sender)
        assert states(world) == [State.UNKNOWN, *FOLLOW]
        reconciler.work()
        send_all(world, preparer, sender)

    assert states(world) == [State.PUBLISHED] * 4
    assert on_the_network(network) == [*counting.split(LONG), COMMENT]


def test_a_part_that_is_refused_stops_the_rest_and_says_so(world, network, preparer, sender) -> None:
    head, *_following = prepared_parts(world, preparer)

    with at_its_time(head):
        send_due(world, preparer, sender)
        network.faults.switch_on(Fault(kind=FaultKind.REFUSED, count=1))
        send_all(world, preparer, sender)

    assert states(world) == [State.PUBLISHED, State.REJECTED, State.FOLLOWS, State.FOLLOWS]


def test_a_killed_publisher_loses_no_part(world, network, preparer, sender, monkeypatch) -> None:
    head, *_following = prepared_parts(world, preparer)
    monkeypatch.setattr(parts, "go_on", lambda publication, *, by: None)
    with at_its_time(head):
        send_due(world, preparer, sender)
        assert states(world) == [State.PUBLISHED, *FOLLOW]
        monkeypatch.undo()

        assert parts.catch_up(by=PUBLISHER) == 1
        send_all(world, preparer, sender)

    assert on_the_network(network) == [*counting.split(LONG), COMMENT]


def test_an_edit_before_the_time_lays_everything_out_anew(world, network, preparer, sender) -> None:
    head, *_following = prepared_parts(world, preparer)
    with clock.frozen_at(head.due_at - timedelta(minutes=4)):
        _say(world, head, "A short post after all.")

    with at_its_time(head):
        send_all(world, preparer, sender)

    assert on_the_network(network) == ["A short post after all.", COMMENT]
    # The comment is the second now; what were the third and fourth is not needed any more.
    assert states(world) == [State.PUBLISHED, State.PUBLISHED, State.CANCELLED, State.CANCELLED]


def test_the_gate_stays_shut_while_the_rest_is_not_prepared_for_these_words(
    world, network, preparer, sender
) -> None:
    head, second, *_rest = prepared_parts(world, preparer)
    Publication.objects.filter(pk=second.pk).update(content_hash="of other words")

    with at_its_time(head):
        for channel in world.channels:
            sender.drain(channel.pk)

    assert on_the_network(network) == []
    assert parts_now(world)[0].state == State.SCHEDULED


def test_an_edit_of_what_is_out_already_holds_the_rest(world, network, preparer, sender) -> None:
    head, *_following = prepared_parts(world, preparer)
    with at_its_time(head):
        send_due(world, preparer, sender)
        _say(world, head, LONG.replace("Sentence number 0", "Sentence zero"))
        send_all(world, preparer, sender)

    assert states(world) == [State.PUBLISHED, State.HELD, State.FOLLOWS, State.FOLLOWS]
    assert parts_now(world)[1].reason.startswith(
        "The post was changed after what stands before this went out"
    )
    assert len(on_the_network(network)) == 1


def test_an_edit_of_what_is_still_to_come_goes_out_as_it_was_approved(
    world, network, preparer, sender
) -> None:
    head, *_following = prepared_parts(world, preparer)
    end = LONG.rpartition("Sentence number 19")[0] + "That is all for today."
    with at_its_time(head):
        send_due(world, preparer, sender)
        _say(world, head, end)
        send_all(world, preparer, sender)

    assert on_the_network(network) == [*counting.split(end), COMMENT]


def test_cancelling_the_post_takes_what_follows_with_it_and_a_new_time_brings_it_back(
    world, network, preparer, sender
) -> None:
    head, *_following = prepared_parts(world, preparer)
    with clock.frozen_at(head.due_at - timedelta(minutes=4)):
        schedule.cancel(head, by=world.actor("manager"))
        assert states(world) == [State.CANCELLED] * 4
        schedule.move_to(head, local=head.local + timedelta(hours=1), by=world.actor("manager"))

    with at_its_time(head, 60):
        send_all(world, preparer, sender)

    assert on_the_network(network) == [*counting.split(LONG), COMMENT]


def test_a_part_that_a_person_took_out_stays_out(world, network, preparer, sender) -> None:
    head, second, *_rest = prepared_parts(world, preparer)
    with clock.frozen_at(head.due_at - timedelta(minutes=4)):
        schedule.cancel(second, by=world.actor("manager"))
        assert states(world) == [State.READY, *[State.CANCELLED] * 3]
        move(head.pk, State.SCHEDULED, since=[State.READY], act_at=clock.now())

    with at_its_time(head):
        send_all(world, preparer, sender)

    assert on_the_network(network) == [counting.split(LONG)[0]]


def test_a_hold_that_comes_in_between_holds_the_next_part(world, network, preparer, sender) -> None:
    head, *_following = prepared_parts(world, preparer)
    with at_its_time(head):
        sender.between = lambda step: (
            holds.put(world.workspace, reason="A storm.", by=world.actor("owner"))
            if step == "armed"
            else None
        )
        send_due(world, preparer, sender)
        sender.between = lambda step: None
        send_all(world, preparer, sender)

    assert states(world) == [State.PUBLISHED, State.HELD, State.FOLLOWS, State.FOLLOWS]
    assert parts_now(world)[1].reason == "A storm."


def test_what_was_confirmed_long_after_its_time_does_not_pull_the_rest_out(
    world, network, preparer, sender, reconciler
) -> None:
    head, *_following = prepared_parts(world, preparer)
    network.faults.switch_on(Fault(kind=FaultKind.LOST_ANSWER, count=1))
    with at_its_time(head):
        send_due(world, preparer, sender)

    with clock.frozen_at(head.due_at + head.workspace.grace + timedelta(minutes=1)):
        sweeps.miss_the_late(by=PUBLISHER)
        reconciler.work()

    assert states(world) == [State.PUBLISHED, State.MISSED, State.FOLLOWS, State.FOLLOWS]
    assert len(on_the_network(network)) == 1


def test_a_part_has_its_own_grace_from_when_it_could_go(world, network, preparer, sender) -> None:
    head, *_following = prepared_parts(world, preparer)
    late = head.workspace.grace.total_seconds() / 60 - 1

    with at_its_time(head, late):
        send_due(world, preparer, sender)
    with at_its_time(head, late + 5):
        send_all(world, preparer, sender)

    assert states(world) == [State.PUBLISHED] * 4


def test_what_a_person_saw_without_its_place_holds_what_belongs_under_it(
    world, network, preparer, sender
) -> None:
    head, *_following = prepared_parts(world, preparer)
    network.faults.switch_on(Fault(kind=FaultKind.LOST_ANSWER, count=1))
    with at_its_time(head):
        send_due(world, preparer, sender)
        decisions.it_is_there(parts_now(world)[0], by=world.actor("manager"))

    second = parts_now(world)[1]
    assert second.state == State.HELD
    assert second.reason.startswith("Nobody knows which post on the network it belongs under.")


def test_a_doubt_given_up_takes_what_follows_with_it(world, network, preparer, sender) -> None:
    head, *_following = prepared_parts(world, preparer)
    network.faults.switch_on(Fault(kind=FaultKind.LOST_ANSWER, count=1))
    with at_its_time(head):
        send_due(world, preparer, sender)
        decisions.give_up(parts_now(world)[0], by=world.actor("manager"))

    assert states(world) == [State.CANCELLED] * 4


def test_the_pull_lets_go_what_waits_for_nothing_any_more(world, network, preparer) -> None:
    head, *_following = prepared_parts(world, preparer)
    move(head.pk, State.CANCELLED, since=[State.READY], reason="The post was archived.")

    assert parts.catch_up(by=PUBLISHER) == 3
    assert states(world) == [State.CANCELLED] * 4


def test_laying_out_is_written_down_once(world, network, preparer) -> None:
    head, *_following = prepared_parts(world, preparer)
    with clock.frozen_at(head.due_at - timedelta(minutes=4)):
        move(head.pk, State.SCHEDULED, since=[State.READY], act_at=clock.now())
        preparer.work()

    (entry,) = Entry.objects.filter(verb="publication.laid_out")
    assert entry.details["parts"] == 3


def test_after_a_restore_a_part_is_looked_for_only_under_what_is_out(
    world, network, preparer, sender, reconciler
) -> None:
    head, *_following = prepared_parts(world, preparer)
    with at_its_time(head, 1):
        Publication.objects.update(state=State.UNKNOWN, act_at=clock.now())

        assert [parts.may_be_there(part) for part in parts_now(world)[1:]] == [False, False, False]
        assert states(world) == [State.UNKNOWN] * 4
        Publication.objects.filter(pk=head.pk).update(state=State.MISSED)
        Publication.objects.exclude(pk=head.pk).update(act_at=clock.now())
        for _round in range(3):
            reconciler.work()

    assert states(world) == [State.MISSED, State.FOLLOWS, State.UNKNOWN, State.UNKNOWN]
    assert on_the_network(network) == []


def test_what_was_copied_with_its_parts_is_distrusted_with_them(world, network, preparer) -> None:
    head, *_following = prepared_parts(world, preparer)
    installation.hold("This home is a copy.", doubt_from=clock.now())

    with at_its_time(head, 1):
        assert doubts.distrust_the_past(by=PUBLISHER) == 4

    assert states(world) == [State.UNKNOWN] * 4


def test_the_order_of_the_parts_is_kept_when_an_upload_of_the_post_fails(
    world, network, preparer, sender
) -> None:
    head, *_following = prepared_parts(world, preparer)
    network.faults.switch_on(Fault(kind=FaultKind.RATE_LIMITED, count=1, seconds=3))

    with at_its_time(head):
        send_all(world, preparer, sender)
        assert states(world) == [State.WAITING, *FOLLOW]
    with at_its_time(head, 1):
        send_all(world, preparer, sender)

    assert on_the_network(network) == [*counting.split(LONG), COMMENT]


def _say(world, publication, body: str) -> None:
    """Write the post anew and have it approved."""
    post = publication.post
    post.refresh_from_db()
    posts.write(post, by=world.actor("manager"), body=body, version=post.version)
    post.refresh_from_db()
    reviews.submit(post, by=world.actor("manager"))
    approve(world, post)
