"""Messages are fetched page by page, by one at a time, again and again, and no trouble loses any."""

from datetime import timedelta

import pytest
from django.db import transaction

from waypost.foundation.channels.actions import channels, health
from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.engagement import tasks
from waypost.loop.engagement.actions import arrivals, mailboxes
from waypost.loop.engagement.models import Mailbox, Message
from waypost.loop.engagement.tests.factories import (
    ROUND,
    answered,
    arrival,
    channel_of,
    fresh,
)
from waypost.loop.engagement.tests.fakes import TalkingNetwork
from waypost.loop.engagement.tests.fakes import talking as talking
from waypost.loop.publishing.domain.states import State as Sending
from waypost.loop.publishing.models import Publication
from waypost.networks.contract import Disconnected, TryLater
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed


def box(world) -> Mailbox:
    return Mailbox.objects.get(channel=channel_of(world, "gallery"))


def fetch(world) -> int:
    return arrivals.fetch(channel_of(world, "gallery"), by=ROUND)


def test_everything_is_fetched_page_by_page_and_once(world, talking: TalkingNetwork):
    talking.let_say(5)

    assert [fetch(world), fetch(world)] == [5, 0]
    assert talking.asked == ["", "2", "4", "5"]
    assert box(world).cursor == "5"


def test_what_a_network_repeats_is_taken_in_once(world, talking):
    talking.let_say(2)
    talking.said += talking.said

    assert fetch(world) == 2


def test_a_network_that_never_ends_is_left_alone_after_a_while(world, talking, monkeypatch):
    monkeypatch.setattr(arrivals, "PAGES", 3)
    talking.let_say(20)

    assert [fetch(world), fetch(world)] == [6, 6]


def test_what_two_ask_for_at_once_one_keeps(world, talking):
    talking.let_say(2)
    first = talking.arrivals

    def meanwhile(account, cursor):
        talking.arrivals = first
        fetch(world)
        return first(account, cursor)

    talking.arrivals = meanwhile

    assert fetch(world) == 0
    assert Message.objects.count() == 2


def test_a_busy_network_is_asked_again_later_and_later_still(world, talking):
    talking.trouble = TryLater(600, "Too many questions.")
    assert fetch(world) == 0

    assert box(world).trouble == "Too many questions."
    assert box(world).next_due_at >= clock.now() + timedelta(seconds=590)
    talking.trouble = TryLater(0, "Too many questions.")
    for _ in range(9):
        fetch(world)
    assert clock.now() + timedelta(minutes=59) < box(world).next_due_at <= clock.now() + timedelta(hours=1)

    talking.trouble = None
    talking.let_say(1)
    assert fetch(world) == 1
    assert (box(world).trouble, box(world).failures) == ("", 0)


def test_what_was_fetched_before_the_trouble_stays(world, talking):
    talking.let_say(4)
    whole = talking.arrivals

    def breaks_off(account, cursor):
        talking.trouble = TryLater(5, "Busy.") if cursor else None
        return whole(account, cursor)

    talking.arrivals = breaks_off

    assert fetch(world) == 2
    assert box(world).cursor == "2"


def test_a_channel_that_the_network_refuses_needs_attention_and_is_left_alone(world, talking):
    talking.trouble = Disconnected("The token is no longer good.")

    fetch(world)

    gallery = channel_of(world, "gallery")
    assert (gallery.health, gallery.health_reason) == (
        Channel.Health.ATTENTION,
        "The token is no longer good.",
    )
    talking.asked.clear()
    assert fetch(world) == 0
    assert talking.asked == []


def test_an_answer_that_makes_no_sense_is_remembered_and_loud(world, talking):
    talking.trouble = KeyError("messages")

    with pytest.raises(KeyError):
        fetch(world)

    assert "does not understand" in box(world).trouble


def test_only_those_who_answer_may_fetch(world, talking):
    with pytest.raises(NotAllowed):
        arrivals.fetch(channel_of(world, "gallery"), by=world.actor("viewer"))


def test_the_round_opens_mailboxes_and_fetches_each_in_its_turn(world, talking):
    talking.let_say(1)
    tasks.fetch_due()
    assert Mailbox.objects.count() == 4  # the world's three channels and the neighbour's
    talking.asked.clear()

    tasks.fetch_due()
    assert talking.asked == []
    with clock.frozen_at(clock.now() + mailboxes.EVERY + timedelta(seconds=1)):
        tasks.fetch_due()
    assert len(talking.asked) == 4


def test_a_turn_is_given_to_one_asker_only(world, talking):
    tasks.fetch_due()
    later = clock.now() + timedelta(minutes=10)

    assert len(mailboxes.claim_due(later)) == 4
    assert mailboxes.claim_due(later) == []


def test_a_channel_without_a_connection_has_no_turn(world, talking):
    channels.disconnect(channel_of(world, "gallery"), by=world.actor("owner"))

    tasks.fetch_due()

    assert Mailbox.objects.count() == 3


def test_a_channel_is_listened_to_as_soon_as_it_is_connected(world, talking):
    talking.let_say(1)
    gallery = channel_of(world, "gallery")

    with transaction.atomic():
        record("channel.connected", gallery, by=Actor.system("a test"))

    assert Message.objects.get().channel == gallery


def test_after_a_break_messages_go_on_where_they_stopped(world, talking):
    talking.let_say(2)
    fetch(world)
    health.needs_attention(channel_of(world, "gallery"), reason="Gone.", by=ROUND)
    talking.said.append(arrival("Are you there?"))

    Channel.objects.filter(key="gallery").update(health=Channel.Health.CONNECTED)

    assert fetch(world) == 1
    assert talking.asked[-1] == "2"


def test_an_answer_whose_reaction_was_lost_catches_up_with_the_round(world, talking):
    message = answered(world)
    Publication.objects.filter(pk=message.publication_id).update(
        state=Sending.PUBLISHED,
        remote_id="r1",
        remote_url="https://sandbox.example/r1",
        published_at=clock.now(),
    )

    tasks.fetch_due()

    message.refresh_from_db()
    assert (message.remote_id, message.url) == ("r1", "https://sandbox.example/r1")


def test_an_answer_that_does_not_leave_is_noticed_by_the_round_too(world, talking):
    message = answered(world)
    Publication.objects.filter(pk=message.publication_id).update(state=Sending.REJECTED, reason="Too long.")

    tasks.fetch_due()

    assert fresh(message.conversation).is_waiting
