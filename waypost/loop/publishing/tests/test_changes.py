"""What people want done to posts that are out: taken down, said anew, published again."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.models import Entry
from waypost.foundation.processes.actions import installation
from waypost.loop.content.actions import posts, reviews, variants
from waypost.loop.content.tests.factories import approve, tomorrow
from waypost.loop.publishing.actions import again, changes, holds, schedule
from waypost.loop.publishing.domain.changes import Standing
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.changer import Changer
from waypost.loop.publishing.engine.ledger import DirectLedger
from waypost.loop.publishing.models import Change, Publication
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.publishing.tests.sending import at_its_time, send_due
from waypost.networks.sandbox.server.faults import Call, Fault, FaultKind
from waypost.networks.sandbox.server.sandbox import Sandbox
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal


@pytest.fixture
def changer() -> Changer:
    return Changer(DirectLedger())


@pytest.fixture
def sent(world, network, preparer, sender) -> Iterator[Publication]:
    """A post that has been out on the sandbox for five minutes."""
    publication = scheduled_publication(world, body="Low tide at nine.")
    with at_its_time(publication):
        send_due(world, preparer, sender)
    publication.refresh_from_db()
    assert publication.is_published
    with at_its_time(publication, minutes=5):
        yield publication


def seen(network: Sandbox) -> list[str]:
    """What somebody sees on the network now."""
    return [post.text for post in network.truth.posts()]


def say_instead(world: World, publication: Publication, text: str, *, approved: bool = True) -> None:
    post = publication.post
    post.refresh_from_db()
    posts.write(post, by=world.actor("manager"), body=text, version=post.version)
    if approved:
        reviews.submit(post, by=world.actor("manager"))
        approve(world, post)
    publication.refresh_from_db()


def now_of(publication: Publication) -> Publication:
    return Publication.objects.get(pk=publication.pk)


# Taking down


def test_a_post_that_is_out_is_taken_down(world, network, sent, changer):
    changes.take_down(sent, by=world.actor("manager"))

    changer.work()

    assert seen(network) == []
    assert now_of(sent).state == State.REMOVED
    assert "had it taken down" in now_of(sent).reason
    assert Change.objects.get().standing == Standing.DONE


def test_an_answer_that_is_lost_is_asked_for_again(world, network, sent, changer):
    network.faults.switch_on(Fault(kind=FaultKind.LOST_ANSWER, call=Call.CHANGE, count=1))
    change = changes.take_down(sent, by=world.actor("manager"))

    changer.work()
    change.refresh_from_db()
    assert (change.standing, now_of(sent).state) == (Standing.WANTED, State.PUBLISHED)
    with clock.frozen_at(change.act_at):
        changer.work()

    assert now_of(sent).state == State.REMOVED


def test_a_network_that_is_busy_says_when_to_come_back(world, network, sent, changer):
    network.faults.switch_on(Fault(kind=FaultKind.RATE_LIMITED, call=Call.CHANGE, seconds=90))
    change = changes.take_down(sent, by=world.actor("manager"))

    changer.work()

    change.refresh_from_db()
    assert change.act_at >= clock.now() + timedelta(seconds=80)
    assert change.tries == 1


def test_what_was_tried_for_a_day_is_left_to_people(world, network, sent, changer):
    network.faults.switch_on(Fault(kind=FaultKind.ERROR_BEFORE, call=Call.CHANGE))
    change = changes.take_down(sent, by=world.actor("manager"))

    with clock.frozen_at(clock.now() + timedelta(hours=25)):
        changer.work()

    change.refresh_from_db()
    assert change.standing == Standing.REFUSED
    assert change.said.startswith("Tried for a day")
    assert now_of(sent).state == State.PUBLISHED


def test_a_refusal_of_the_network_ends_it_and_is_kept(world, network, sent, changer):
    network.faults.switch_on(Fault(kind=FaultKind.REFUSED, call=Call.CHANGE))
    change = changes.take_down(sent, by=world.actor("manager"))

    changer.work()
    changer.work()

    change.refresh_from_db()
    assert (change.standing, change.tries) == (Standing.REFUSED, 0)
    assert Entry.objects.filter(verb="change.refused").count() == 1


def test_a_channel_that_lost_its_token_waits_for_it(world, network, sent, changer):
    Channel.objects.filter(pk=sent.channel_id).update(health=Channel.Health.ATTENTION)
    change = changes.take_down(sent, by=world.actor("manager"))

    changer.work()
    change.refresh_from_db()
    assert "is not connected" in change.said
    Channel.objects.update(health=Channel.Health.CONNECTED)
    with clock.frozen_at(change.act_at):
        changer.work()

    assert now_of(sent).state == State.REMOVED


def test_a_copied_installation_changes_nothing_on_any_network(world, network, sent, changer):
    changes.take_down(sent, by=world.actor("manager"))
    installation.hold("This home is a copy.")

    changer.work()

    assert seen(network) == ["Low tide at nine."]


def test_a_hold_does_not_keep_what_is_wrong_on_the_network(world, network, sent, changer):
    holds.put(world.workspace, reason="A storm", by=world.actor("manager"))
    changes.take_down(sent, by=world.actor("manager"))

    changer.work()

    assert seen(network) == []


def test_a_turn_is_taken_once(world, sent):
    change = changes.take_down(sent, by=world.actor("manager"))

    first, second = changes.begin(change.pk), changes.begin(change.pk)

    assert first == change
    assert second is None


def test_only_what_is_out_and_known_is_taken_down(world, sent):
    waiting = scheduled_publication(world)
    with pytest.raises(Refusal, match="not on the network"):
        changes.take_down(waiting, by=world.actor("manager"))
    changes.take_down(sent, by=world.actor("manager"))
    with pytest.raises(Refusal, match="on its way"):
        changes.take_down(sent, by=world.actor("manager"))
    Change.objects.all().delete()
    Publication.objects.filter(pk=sent.pk).update(remote_id="", reason="Seen by hand.")

    with pytest.raises(Refusal, match="by hand"):
        changes.take_down(sent, by=world.actor("manager"))


@pytest.mark.parametrize("role", ["strategist", "marketer", "contributor", "approver", "client", "viewer"])
def test_those_who_do_not_publish_take_nothing_down(world, sent, role):
    with pytest.raises(NotAllowed):
        changes.take_down(sent, by=world.actor(role))


# Editing


def test_what_was_approved_since_is_brought_to_the_network(world, network, sent, changer):
    say_instead(world, sent, "Low tide at ten.")
    changes.edit(sent, by=world.actor("manager"))

    changer.work()

    assert seen(network) == ["Low tide at ten."]
    edited = now_of(sent)
    assert (edited.state, edited.text) == (State.PUBLISHED, "Low tide at ten.")
    assert edited.content_hash == edited.variant.content_hash
    assert edited.remote_id == sent.remote_id


def test_an_edit_that_nobody_approved_is_refused(world, sent):
    with pytest.raises(Refusal, match="Change the post first"):
        changes.edit(sent, by=world.actor("manager"))
    say_instead(world, sent, "Low tide at ten.", approved=False)

    with pytest.raises(Refusal, match="not approved"):
        changes.edit(sent, by=world.actor("manager"))


def test_what_changed_after_it_was_asked_for_never_goes_there(world, network, sent, changer):
    say_instead(world, sent, "Low tide at ten.")
    change = changes.edit(sent, by=world.actor("manager"))
    say_instead(world, sent, "Low tide at never.", approved=False)

    changer.work()

    change.refresh_from_db()
    assert (change.standing, seen(network)) == (Standing.REFUSED, ["Low tide at nine."])
    assert "changed after this was asked for" in change.said


def test_a_hold_keeps_an_edit_back_and_refuses_a_new_one(world, network, sent, changer):
    say_instead(world, sent, "Low tide at ten.")
    change = changes.edit(sent, by=world.actor("manager"))
    hold = holds.put(world.workspace, reason="A storm", by=world.actor("manager"))

    changer.work()
    change.refresh_from_db()
    assert (change.standing, seen(network)) == (Standing.WANTED, ["Low tide at nine."])
    holds.lift(hold, by=world.actor("manager"))
    with clock.frozen_at(change.act_at):
        changer.work()

    assert seen(network) == ["Low tide at ten."]
    say_instead(world, sent, "Low tide at eleven.")
    holds.put(world.workspace, reason="A storm", by=world.actor("manager"))
    with pytest.raises(Refusal, match="A hold is on"):
        changes.edit(sent, by=world.actor("manager"))


def test_a_lost_answer_of_an_edit_does_no_harm(world, network, sent, changer):
    network.faults.switch_on(Fault(kind=FaultKind.ERROR_AFTER, call=Call.CHANGE, count=1))
    say_instead(world, sent, "Low tide at ten.")
    change = changes.edit(sent, by=world.actor("manager"))

    changer.work()
    change.refresh_from_db()
    with clock.frozen_at(change.act_at):
        changer.work()

    assert seen(network) == ["Low tide at ten."]
    assert now_of(sent).text == "Low tide at ten."


def test_a_network_without_editing_says_so(world, sent):
    Channel.objects.filter(pk=sent.channel_id).update(network="bluesky")
    say_instead(world, sent, "Low tide at ten.")

    with pytest.raises(Refusal, match="Bluesky does not let programs do that"):
        changes.edit(sent, by=world.actor("manager"))


# Again, and never twice


def test_what_was_taken_down_goes_out_again_under_another_key(
    world, network, sent, changer, preparer, sender
):
    changes.take_down(sent, by=world.actor("manager"))
    changer.work()

    anew = again.publish(now_of(sent), local=tomorrow(world, days=2), by=world.actor("manager"))
    with at_its_time(anew):
        send_due(world, preparer, sender)

        assert seen(network) == ["Low tide at nine."]
    assert now_of(anew).is_published
    assert anew.key != sent.key
    assert now_of(sent).state == State.REMOVED


def test_what_is_out_is_not_published_again(world, sent):
    with pytest.raises(Refusal, match="Take it down first"):
        again.publish(sent, local=tomorrow(world, days=2), by=world.actor("manager"))


def test_what_was_taken_down_comes_again_only_once_at_a_time(world, network, sent, changer):
    changes.take_down(sent, by=world.actor("manager"))
    changer.work()
    again.publish(now_of(sent), local=tomorrow(world, days=2), by=world.actor("manager"))

    with pytest.raises(Refusal, match="Another entry"):
        again.publish(now_of(sent), local=tomorrow(world, days=3), by=world.actor("manager"))


def test_a_hold_holds_what_is_published_again(world, network, sent, changer):
    changes.take_down(sent, by=world.actor("manager"))
    changer.work()
    holds.put(world.workspace, reason="A storm", by=world.actor("manager"))

    anew = again.publish(now_of(sent), local=tomorrow(world, days=2), by=world.actor("manager"))

    assert now_of(anew).state == State.HELD


def test_a_channel_that_is_left_and_added_again_does_not_get_the_post_twice(world, network, sent):
    post, channel = sent.post, sent.channel
    variants.remove(sent.variant, by=world.actor("manager"))
    variants.adapt(post, by=world.actor("manager"), channel=channel)
    reviews.submit(post, by=world.actor("manager"))
    approve(world, post)
    with clock.frozen_at(sent.due_at + timedelta(minutes=1)):
        posts.plan(post, by=world.actor("manager"), local=tomorrow(world, days=3))

        schedule.follow(post, by=world.actor("manager"))

    assert list(Publication.objects.filter(post=post)) == [sent]


def test_the_gate_stays_shut_for_what_is_out(world, network, sent, preparer, sender):
    twin = now_of(sent)
    twin.pk, twin.key, twin.state, twin.remote_id = None, "another", State.SCHEDULED, ""
    twin.attempt, twin.tries, twin.act_at = None, 0, sent.due_at
    twin.save()

    with at_its_time(sent, minutes=1):
        send_due(world, preparer, sender)

    twin.refresh_from_db()
    assert (twin.state, twin.given_up) == (State.CANCELLED, True)
    assert "on this channel already" in twin.reason
    assert len(network.truth.log()) == 1


def test_what_was_cancelled_does_not_come_back_where_the_post_is_out(world, sent):
    twin = now_of(sent)
    twin.pk, twin.key, twin.state, twin.remote_id, twin.given_up = None, "another", State.CANCELLED, "", True
    twin.save()

    with pytest.raises(Refusal, match="on this channel already"):
        schedule.move_to(twin, local=tomorrow(world, days=2), by=world.actor("manager"))


# Threads in parts


def test_with_the_post_itself_go_its_other_parts(world, network, sent, changer):
    with_parts(sent, State.PUBLISHED, State.FOLLOWS)

    changes.take_down(sent, by=world.actor("manager"))

    second, third = Publication.objects.filter(head=sent).order_by("part")
    assert set(Change.objects.values_list("publication", flat=True)) == {sent.pk, second.pk}
    assert third.state == State.CANCELLED


def test_a_part_goes_alone(world, network, sent, changer):
    second, _third = with_parts(sent, State.PUBLISHED, State.PUBLISHED)

    changes.take_down(second, by=world.actor("manager"))

    assert Change.objects.get().publication == second


def test_what_went_out_in_parts_is_not_edited_as_one(world, network, sent):
    with_parts(sent, State.PUBLISHED)
    say_instead(world, sent, "Low tide at ten.")

    with pytest.raises(Refusal, match="in parts"):
        changes.edit(sent, by=world.actor("manager"))


def with_parts(head: Publication, *states: State) -> list[Publication]:
    made = []
    for number, state in enumerate(states, start=1):
        row = now_of(head)
        row.pk, row.key, row.head_id, row.part, row.role = None, f"part-{number}", head.pk, number, "thread"
        row.state, row.attempt, row.text = state, None, f"Part {number}"
        row.remote_id = f"remote-{number}" if state is State.PUBLISHED else ""
        row.save()
        made.append(row)
    Publication.objects.filter(pk=head.pk).update(has_more=True)
    head.refresh_from_db()
    return made
