"""What people say becomes conversations: once, in any order, each with its person and its root."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.world import World
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.models import Entry
from waypost.foundation.workspaces.models import Member
from waypost.loop.engagement.actions import arrivals, conversations
from waypost.loop.engagement.domain.states import State
from waypost.loop.engagement.models import Conversation, Mailbox, Message
from waypost.loop.engagement.tasks import follow_publication
from waypost.loop.engagement.tests.factories import (
    ANA,
    LAYLA,
    ROUND,
    arrival,
    channel_of,
    conversation,
    fresh,
    sent_post,
    taken_in,
    with_message,
)
from waypost.loop.publishing.domain.states import State as Sending
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.factories import bring_to, scheduled_publication
from waypost.networks.contract import Address, Arrival, Speaker
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed


def threads(world: World) -> set[tuple[str, str, frozenset[str], str]]:
    """All conversations as they stand: root, person, messages, state."""
    return {
        (
            one.remote_root,
            one.person_name,
            frozenset(one.messages.values_list("remote_id", flat=True)),
            one.state,
        )
        for one in Conversation.objects.filter(workspace=world.workspace)
    }


def test_a_comment_under_our_post_is_a_conversation_that_knows_the_post(world):
    post = sent_post(world)

    found = conversation(world, text="When is low tide?", under=post.remote_id)

    assert found.publication == post
    assert (found.person_name, found.address, found.state) == ("Ana Prata", "comment", State.WAITING)
    assert found.last_words == "When is low tide?"
    assert found.waiting_since == found.messages.get().at


def test_two_people_under_one_post_are_two_conversations_and_one_person_twice_is_one(world):
    post = sent_post(world)

    taken_in(
        world,
        arrival("Lovely.", under=post.remote_id, by=LAYLA),
        arrival("When?", under=post.remote_id),
        arrival("And where?", under=post.remote_id),
    )

    assert sorted(one.messages.count() for one in Conversation.objects.all()) == [1, 2]


def test_the_same_message_twice_is_one(world):
    message = arrival()

    assert taken_in(world, message, message) == 1
    assert taken_in(world, message) == 0
    assert Message.objects.count() == 1


def test_a_root_that_nobody_knows_is_a_conversation_without_a_post(world):
    found = conversation(world, under="a-post-made-elsewhere")

    assert (found.publication, found.remote_root) == (None, "a-post-made-elsewhere")


def test_a_post_that_is_known_later_is_found_by_its_conversations(world):
    publication = scheduled_publication(world)
    found = conversation(world, under=str(publication.pk))
    assert found.publication is None

    sent_post(world)  # another one changes nothing

    bring_to(publication, Sending.PUBLISHED)

    assert fresh(found).publication == publication


def test_what_answers_a_message_is_under_the_same_root_even_when_it_comes_first(world):
    taken_in(world, arrival("And children?", remote_id="b", in_reply_to="a"))
    taken_in(world, arrival("Is it far?", remote_id="a", under="post"))

    assert threads(world) == {("post", "Ana Prata", frozenset({"a", "b"}), "waiting")}


def test_two_conversations_that_turn_out_to_be_one_keep_whom_they_were_given_to(world):
    taken_in(world, arrival("First", remote_id="c", under="post"))
    taken_in(world, arrival("Then", remote_id="b", in_reply_to="a"))
    somebody = Member.objects.get(person=world.person("marketer"))
    conversations.assign(with_message(world, "b"), to=somebody, by=world.actor("manager"))

    taken_in(world, arrival("Before", remote_id="a", under="post"))

    assert threads(world) == {("post", "Ana Prata", frozenset({"a", "b", "c"}), "waiting")}
    assert Conversation.objects.get().assigned_to == somebody


def test_our_own_words_are_no_conversation(world):
    gallery = channel_of(world, "gallery")

    assert taken_in(world, arrival(by=Speaker(remote_id=gallery.remote_id, handle="gallery", name="We"))) == 0


def test_names_in_any_script_and_texts_of_any_length_are_kept(world):
    found = conversation(world, by=LAYLA, text="🌊" * 10_000)

    assert found.person_name == "ليلى الحداد"
    assert len(found.messages.get().text) == 10_000
    assert len(found.last_words) == 140


def test_the_latest_message_says_what_somebody_is_called(world):
    now = clock.now()
    renamed = Speaker(remote_id="ana", handle="ana.sea", name="Ana of the Sea")
    taken_in(world, arrival(under="post", by=renamed, at=now - timedelta(minutes=1)))

    taken_in(world, arrival(under="post", at=now - timedelta(minutes=9)))

    assert Conversation.objects.get().person_name == "Ana of the Sea"


def test_what_was_said_long_before_the_channel_was_connected_comes_in_closed(world):
    found = conversation(world, at=clock.now() - timedelta(days=40))

    assert (found.state, found.closed_by_label) == (State.CLOSED, "")
    assert not Entry.objects.filter(verb="conversation.arrived").exists()


def test_a_new_word_in_an_old_conversation_waits_since_the_new_one(world):
    conversation(world, under="post", at=clock.now() - timedelta(days=40))

    found = conversation(world, under="post")

    assert found.state == State.WAITING
    assert found.waiting_since > clock.now() - timedelta(hours=1)


def test_the_journal_says_who_wrote_and_how_often(world):
    taken_in(world, arrival(under="post"), arrival(under="post"))

    entry = Entry.objects.get(verb="conversation.arrived")
    assert entry.details == {"messages": 2, "assigned_to": None}


def test_only_those_who_answer_may_let_messages_in(world):
    with pytest.raises(NotAllowed):
        arrivals.take_in(channel_of(world, "gallery"), [arrival()], by=world.actor("contributor"))


def test_a_page_of_messages_takes_a_fixed_number_of_queries(world, django_assert_num_queries):
    post = sent_post(world)
    people = [Speaker(remote_id=f"p{number}", handle=f"p{number}", name="P") for number in range(40)]
    taken_in(world, arrival(under=post.remote_id))
    said = [arrival(by=one, at=clock.now() - timedelta(days=40), under=post.remote_id) for one in people]

    with django_assert_num_queries(18):
        arrivals.take_in(channel_of(world, "gallery"), said, by=ROUND)


NOW = clock.now()


@st.composite
def everything_said(draw: st.DrawFn) -> list[Arrival]:
    """A few people under a post, elsewhere, and among themselves."""
    said: list[Arrival] = []
    for number in range(draw(st.integers(1, 7))):
        above = draw(st.sampled_from(["", "post", "unseen", *(one.remote_id for one in said)]))
        said.append(
            Arrival(
                remote_id=f"m{number}",
                address=Address.MENTION,
                by=draw(st.sampled_from([ANA, LAYLA])),
                text=f"Word {number}",
                at=NOW - timedelta(minutes=draw(st.integers(1, 500)) * 60),
                in_reply_to=above,
                root=draw(st.sampled_from(["", above])),
            )
        )
    return said


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=everything_said(), chance=st.randoms(use_true_random=False), size=st.integers(1, 4))
def test_any_order_and_any_repetition_gives_the_same_conversations(world, long_open, said, chance, size):
    Conversation.objects.all().delete()
    taken_in(world, *said)
    whole = threads(world)
    Conversation.objects.all().delete()

    shuffled = [*said, *said[:2]]
    chance.shuffle(shuffled)
    for start in range(0, len(shuffled), size):
        taken_in(world, *shuffled[start : start + size])

    assert threads(world) == whole


def test_a_mailbox_is_opened_by_what_arrives(world):
    conversation(world)

    assert Mailbox.objects.get().channel == channel_of(world, "gallery")


def test_a_comment_that_came_before_we_knew_the_id_belongs_to_the_post_as_soon_as_we_do(world):
    post = sent_post(world)
    early = conversation(world, under="known-too-late")
    assert early.publication is None

    Publication.objects.filter(pk=post.pk).update(remote_id="known-too-late")
    with transaction.atomic():
        record("publication.published", post, by=ROUND)

    assert fresh(early).publication == post


def test_a_post_that_nobody_spoke_of_asks_one_question(world, django_assert_num_queries):
    post = sent_post(world)
    entry = record("publication.published", post, by=ROUND)
    follow_publication(entry)

    with django_assert_num_queries(1):
        follow_publication(entry)
