"""Whose conversation it is, when it is over, and when it is not."""

from datetime import timedelta

import pytest

from tests.world import World
from waypost.foundation.channels.actions import limits
from waypost.foundation.journal.models import Entry
from waypost.foundation.notices.models import Notice
from waypost.loop.engagement.actions import conversations
from waypost.loop.engagement.domain.states import State
from waypost.loop.engagement.queries import waiting, waiting_for
from waypost.loop.engagement.tests.factories import (
    answered,
    arrival,
    conversation,
    fresh,
    member,
    taken_in,
)
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal


def test_a_conversation_is_given_to_somebody_and_they_are_told(world):
    found = conversation(world)

    conversations.assign(found, to=member(world, "marketer"), by=world.actor("manager"))

    assert fresh(found).assigned_to == member(world, "marketer")
    notice = Notice.objects.get(kind="conversation")
    assert notice.person == world.person("marketer")
    assert notice.sentence.startswith("Mateus Ribeiro gave you a conversation with Ana Prata")


def test_giving_it_twice_tells_nobody_twice(world):
    found = conversation(world)

    for _ in range(2):
        conversations.assign(found, to=member(world, "marketer"), by=world.actor("manager"))

    assert Notice.objects.filter(kind="conversation").count() == 1


def test_a_conversation_can_be_laid_down_again(world):
    found = conversation(world)
    conversations.assign(found, to=member(world, "manager"), by=world.actor("manager"))

    assert conversations.assign(found, to=None, by=world.actor("manager")).assigned_to is None


def test_whoever_has_a_conversation_hears_when_they_write_again(world):
    found = conversation(world, under="post")
    conversations.assign(found, to=member(world, "marketer"), by=world.actor("manager"))

    taken_in(world, arrival("And where?", under="post"))

    assert Notice.objects.filter(sentence__startswith="Wrote to you: Ana Prata").exists()


@pytest.mark.parametrize("role", ["contributor", "viewer", "client", "approver"])
def test_it_is_given_only_to_those_who_may_answer(world, role):
    with pytest.raises(Refusal, match="may answer on"):
        conversations.assign(conversation(world), to=member(world, role), by=world.actor("manager"))


def test_it_is_not_given_to_somebody_who_works_elsewhere(world):
    limits.limit(member(world, "marketer"), to=[world.channel("journal")], by=world.actor("owner"))

    with pytest.raises(Refusal, match="may answer on"):
        conversations.assign(conversation(world), to=member(world, "marketer"), by=world.actor("manager"))


def test_closing_ends_the_waiting_and_another_word_begins_it_again(world):
    found = conversation(world, under="post")

    closed = conversations.close(found, by=world.actor("manager"))
    assert (closed.state, closed.waiting_since, closed.closed_by_label) == (
        State.CLOSED,
        None,
        "Mateus Ribeiro",
    )
    taken_in(world, arrival("Hello?", under="post"))

    again = fresh(found)
    assert (again.state, again.closed_at) == (State.WAITING, None)
    assert again.last_words == "Hello?"


def test_what_was_said_before_it_was_closed_but_came_after_waits_too(world):
    found = conversation(world, under="post")
    conversations.close(found, by=world.actor("manager"))

    taken_in(world, arrival("And where?", under="post", at=clock.now() - timedelta(hours=2)))

    assert fresh(found).state == State.WAITING


def test_what_is_closed_is_not_closed_again_and_what_is_open_not_reopened(world):
    found = conversation(world)
    with pytest.raises(Refusal, match="It is open"):
        conversations.reopen(found, by=world.actor("manager"))
    conversations.close(found, by=world.actor("manager"))

    with pytest.raises(Refusal, match="closed already"):
        conversations.close(found, by=world.actor("manager"))


def test_reopening_brings_back_who_waited(world):
    found = conversation(world)
    conversations.close(found, by=world.actor("manager"))

    again = conversations.reopen(found, by=world.actor("manager"))

    assert (again.state, again.waiting_since) == (State.WAITING, found.waiting_since)


def test_even_history_can_be_taken_up_again_and_closed_again(world):
    found = conversation(world, at=clock.now() - timedelta(days=90))

    assert conversations.reopen(found, by=world.actor("manager")).state == State.WAITING
    assert conversations.close(found, by=world.actor("manager")).state == State.CLOSED


def test_an_answered_conversation_reopens_as_answered(world):
    found = answered(world).conversation
    conversations.close(found, by=world.actor("manager"))

    assert conversations.reopen(found, by=world.actor("manager")).state == State.OPEN


def test_everything_is_written_into_the_journal(world):
    found = conversation(world)
    conversations.assign(found, to=member(world, "marketer"), by=world.actor("manager"))
    conversations.close(found, by=world.actor("manager"))
    conversations.reopen(found, by=world.actor("manager"))

    verbs = Entry.objects.filter(subject_type="engagement.conversation").order_by("id")
    assert [entry.verb.split(".")[1] for entry in verbs] == ["arrived", "assigned", "closed", "reopened"]


@pytest.mark.parametrize("role", ["contributor", "approver", "viewer", "client"])
def test_those_who_may_not_answer_neither_give_nor_close(world, role):
    found = conversation(world)

    with pytest.raises(NotAllowed):
        conversations.assign(found, to=member(world, "manager"), by=world.actor(role))
    with pytest.raises(NotAllowed):
        conversations.close(found, by=world.actor(role))


def test_a_member_of_other_channels_does_nothing_here(world):
    found = conversation(world)
    limits.limit(member(world, "manager"), to=[world.channel("journal")], by=world.actor("owner"))

    for act in (conversations.close, conversations.reopen):
        with pytest.raises(NotAllowed, match="work on that channel"):
            act(found, by=world.actor("manager"))


def waits_for(world: World, role: str) -> int:
    return waiting_for(world.access(role)).count()


def test_what_waits_for_somebody_is_theirs_or_nobodys_on_their_channels(world):
    mine, elsewhere = conversation(world), conversation(world, channel_key="journal")
    conversations.assign(mine, to=member(world, "marketer"), by=world.actor("manager"))
    limits.limit(member(world, "strategist"), to=[world.channel("gallery")], by=world.actor("owner"))

    assert [waits_for(world, role) for role in ("manager", "marketer", "strategist", "viewer")] == [
        1,
        2,
        0,
        0,
    ]
    assert list(waiting(world.access("strategist"))) == [fresh(mine)]
    assert elsewhere in waiting(world.access("manager"))
