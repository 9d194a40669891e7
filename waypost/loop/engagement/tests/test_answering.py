"""An answer leaves by publishing, once, and the conversation knows what became of it."""

from datetime import timedelta

import pytest

from tests.world import World
from waypost.foundation.channels.actions import health
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.engagement.actions import answers, arrivals
from waypost.loop.engagement.domain.states import State
from waypost.loop.engagement.models import Message
from waypost.loop.engagement.tests.factories import (
    ROUND,
    answered,
    arrival,
    channel_of,
    conversation,
    fresh,
    member,
    taken_in,
    with_message,
)
from waypost.loop.publishing.actions import holds, schedule
from waypost.loop.publishing.domain.states import State as Sending
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.factories import bring_to
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal


def say(world: World, found, text: str = "At nine.", **details: object) -> Message:
    return answers.answer(found, text=text, by=world.actor("manager"), **details)


def bring(message: Message, state: Sending) -> Publication:
    publication = Publication.objects.get(pk=message.publication_id)
    bring_to(publication, state)
    publication.refresh_from_db()
    return publication


def test_an_answer_goes_to_their_latest_message_and_ends_the_waiting(world):
    found = conversation(world, under="post", at=clock.now() - timedelta(hours=1))
    taken_in(world, arrival("Hello?", under="post", remote_id="latest"))

    message = say(world, found, " At nine. ", stands_on="Somebody is unhappy")

    assert message.publication.variant.options == {"in_reply_to": "latest"}
    assert (message.text, message.stands_on, message.author_label) == (
        "At nine.",
        "Somebody is unhappy",
        "Mateus Ribeiro",
    )
    now = fresh(found)
    assert (now.state, now.last_words, now.last_is_ours) == (State.OPEN, "At nine.", True)
    assert (now.answer, now.answered_at) == (message.publication, None)


def test_who_answers_takes_what_nobody_had(world):
    found = answered(world).conversation

    assert fresh(found).assigned_to == member(world, "manager")


def test_a_sent_answer_is_known_by_its_id_and_its_time(world):
    message = answered(world)

    publication = bring(message, Sending.PUBLISHED)

    message.refresh_from_db()
    assert (message.remote_id, message.at) == (publication.remote_id, publication.published_at)
    assert fresh(message.conversation).answered_at == publication.published_at


@pytest.mark.parametrize("state", [Sending.REJECTED])
def test_an_answer_that_does_not_leave_lets_them_wait_again(world, state):
    message = answered(world)

    bring(message, state)

    assert fresh(message.conversation).state == State.WAITING


def test_an_answer_taken_out_of_the_queue_lets_them_wait_again(world):
    message = answered(world)

    schedule.cancel(message.publication, by=world.actor("manager"))

    assert fresh(message.conversation).state == State.WAITING


def test_an_answer_in_doubt_is_not_asked_for_again(world):
    message = answered(world)

    bring(message, Sending.UNKNOWN)

    assert fresh(message.conversation).state == State.OPEN


def test_a_hold_holds_the_answer_and_nobody_is_asked_for_another(world):
    found = conversation(world)
    holds.put(world.workspace, reason="A storm.", by=world.actor("owner"))

    message = say(world, found)

    message.publication.refresh_from_db()
    assert message.publication.state == Sending.HELD
    assert fresh(found).state == State.OPEN


def test_what_answers_our_answer_belongs_to_the_conversation(world):
    message = answered(world, under="post")
    publication = bring(message, Sending.PUBLISHED)

    taken_in(world, arrival("Thanks.", remote_id="thanks", in_reply_to=publication.remote_id))

    assert with_message(world, "thanks") == message.conversation
    assert fresh(message.conversation).state == State.WAITING


def test_what_answers_our_answer_before_we_know_that_it_left_joins_later(world):
    message = answered(world, under="post")
    taken_in(world, arrival("Thanks.", remote_id="thanks", in_reply_to=str(message.publication_id)))
    assert with_message(world, "thanks") != message.conversation

    bring(message, Sending.PUBLISHED)

    assert with_message(world, "thanks") == message.conversation
    assert fresh(message.conversation).state == State.WAITING


def test_the_same_answer_is_not_sent_twice(world):
    message = answered(world, text="At nine.")

    with pytest.raises(Refusal, match="on its way already"):
        say(world, message.conversation, "At nine.")


def test_an_answer_that_did_not_leave_may_be_sent_again_as_it_was(world):
    message = answered(world, text="At nine.")
    schedule.cancel(message.publication, by=world.actor("manager"))

    say(world, message.conversation, "At nine.")

    assert fresh(message.conversation).state == State.OPEN


def test_two_people_do_not_answer_past_each_other(world):
    found = conversation(world)
    seen = found.messages.get().pk
    answers.answer(found, text="At ten.", seen=seen, by=world.actor("marketer"))

    with pytest.raises(Refusal, match="Marit Holm answered while you were writing"):
        say(world, found, "At nine.", seen=seen)


def test_a_channel_that_is_not_connected_sends_nothing(world):
    found = conversation(world)
    health.needs_attention(channel_of(world, "gallery"), reason="Gone.", by=Actor.system("a test"))

    with pytest.raises(Refusal, match="Connect it again"):
        say(world, found)


@pytest.mark.parametrize("role", ["contributor", "approver", "viewer", "client"])
def test_those_who_may_not_answer_do_not(world, role):
    with pytest.raises(NotAllowed):
        answers.answer(conversation(world), text="At nine.", by=world.actor(role))


def test_an_answer_that_is_too_long_or_empty_says_so(world):
    found = conversation(world)

    for text, word in ((" ", "Write an answer"), ("a" * 501, "too long")):
        with pytest.raises(Refusal, match=word):
            say(world, found, text)


def test_agreed_words_leave_only_when_their_blanks_are_filled(world):
    with pytest.raises(Refusal, match=r"Fill in \{print\} and \{day\} first"):
        say(
            world,
            conversation(world),
            "We are sorry that your {print} broke. The next comes {day}, by {day}.",
        )


def test_a_comment_on_the_sandbox_is_fetched_answered_and_answered_again(world, network, preparer, sender):
    gallery = channel_of(world, "gallery")
    owner = network.truth.account_of("token-gallery")
    post_id = network.truth.store_post(owner, "Low tide at nine.", (), "k", honours_key=True)
    network.truth.let_say("May I bring the dog?", "ana", under=network.truth.post(post_id))

    assert arrivals.fetch(gallery, by=ROUND) == 1
    assert arrivals.fetch(gallery, by=ROUND) == 0
    found = Message.objects.get().conversation
    message = say(world, found, "Yes, on a lead.")
    preparer.work()
    with clock.frozen_at(clock.now() + timedelta(seconds=5)):
        sender.drain(gallery.pk)
        message.refresh_from_db()

        assert [one.text for one in network.truth.thread(post_id)][-1] == "Yes, on a lead."
        assert fresh(found).answered_at == message.at
        network.truth.let_say("Thank you", "ana", under=network.truth.post(message.remote_id))
        assert arrivals.fetch(gallery, by=ROUND) == 1
        assert fresh(found).state == State.WAITING
        assert fresh(found).messages.count() == 3
