"""What people write to us alone is a conversation like any other, and its page says that nobody else reads it."""

from dataclasses import replace

import pytest

from waypost.loop.engagement.actions import answers
from waypost.loop.engagement.models import Conversation
from waypost.loop.engagement.tests.factories import arrival, channel_of, taken_in, with_message
from waypost.loop.engagement.tests.test_pages import of, text
from waypost.loop.engagement.views.thread import count_of
from waypost.networks.contract import Address
from waypost.toolkit.refusal import Refusal

FIRST, SECOND = "chat://c1/m1", "chat://c1/m2"


def wrote(words: str, remote_id: str):
    return replace(
        arrival(words, under="chat://c1", remote_id=remote_id), address=Address.DIRECT, in_reply_to=""
    )


def test_what_one_person_writes_to_us_alone_is_one_conversation(world):
    taken_in(world, wrote("When is low tide?", FIRST))
    taken_in(world, wrote("And tomorrow?", SECOND))

    found = Conversation.objects.get(workspace=world.workspace)
    assert (found.address, found.messages.count()) == (Address.DIRECT, 2)
    page = text(world, of(found))
    assert "Direct message on" in page
    assert "They wrote to you alone." in page


def test_an_answer_goes_to_what_they_wrote_last(world):
    taken_in(world, wrote("When is low tide?", FIRST), wrote("And tomorrow?", SECOND))

    message = answers.answer(with_message(world, FIRST), text="At ten.", by=world.actor("manager"))

    assert message.publication.variant.options == {"in_reply_to": SECOND}


def test_an_answer_to_one_person_is_as_long_as_their_network_takes_there(world):
    gallery = channel_of(world, "gallery")
    gallery.network = "bluesky"
    gallery.save()
    taken_in(world, wrote("When is low tide?", FIRST))
    found, manager = with_message(world, FIRST), world.actor("manager")

    with pytest.raises(Refusal, match="takes 1000 characters; this is 1 too long"):
        answers.answer(found, text="a" * 1001, by=manager)
    message = answers.answer(found, text="a" * 1000, by=manager)

    assert len(message.publication.text) == 1000
    assert count_of(found, "a" * 1001).limit == 1000
