"""An answer to somebody goes through the same queue, gate and network as a post, and is no post of the plan."""

import pytest

from waypost.foundation.channels.models import Channel
from waypost.loop.content.queries import posts
from waypost.loop.publishing.actions import answers, holds, schedule
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.tests.sending import at_its_time, on_the_network, only, send_due
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal


def _gallery(world) -> Channel:
    return Channel.objects.get(workspace=world.workspace, key="gallery")


def test_an_answer_leaves_at_once_and_names_what_it_answers(world, network, preparer, sender) -> None:
    ours = network.truth.account_of("token-gallery")
    question = network.truth.store_post(ours, "We are open.", [], key="", honours_key=True)
    publication = answers.send(
        _gallery(world), text=" Until six, come in. ", in_reply_to=question, by=world.actor("manager")
    )

    with at_its_time(publication, 1):
        send_due(world, preparer, sender)
        send_due(world, preparer, sender)

    assert only(world).state == State.PUBLISHED
    assert on_the_network(network) == ["We are open.", "Until six, come in."]
    with at_its_time(publication, 2):
        assert [post.text for post in network.truth.thread(question)] == ["Until six, come in."]


def test_an_answer_is_not_among_the_posts(world) -> None:
    publication = answers.send(_gallery(world), text="Yes.", in_reply_to="77", by=world.actor("manager"))

    assert publication.post not in posts(world.access("manager"))


def test_a_hold_holds_answers_too(world) -> None:
    holds.put(world.workspace, reason="A storm.", by=world.actor("manager"))

    publication = answers.send(_gallery(world), text="Yes.", in_reply_to="77", by=world.actor("manager"))

    publication.refresh_from_db()
    assert publication.state == State.HELD


def test_an_answer_that_is_too_long_or_empty_is_refused_with_a_sentence(world) -> None:
    for text, word in ((" ", "Write an answer"), ("a" * 5000, "too long")):
        with pytest.raises(Refusal, match=word):
            answers.send(_gallery(world), text=text, in_reply_to="77", by=world.actor("manager"))


def test_who_may_not_answer_does_not(world) -> None:
    with pytest.raises(NotAllowed):
        answers.send(_gallery(world), text="Yes.", in_reply_to="77", by=world.actor("contributor"))


def test_an_answer_is_not_counted_as_a_post_of_the_day(world) -> None:
    local = world.workspace.local(clock.now()).replace(hour=23, minute=59)
    publication = answers.send(
        _gallery(world), text="Yes, at six.", in_reply_to="77", by=world.actor("manager")
    )
    schedule.move_to(publication, local=local, by=world.actor("manager"))
    client = world.client("manager")

    queue, home = (client.get(f"/tern/{path}").content.decode() for path in ("publishing/", ""))

    assert "Nothing goes out today." in queue
    assert "Nothing is due today." in home
    assert '<span class="publication-place">Answer</span>' in queue


def test_a_sent_answer_stands_in_the_inbox_and_not_among_the_sent_posts(
    world, network, preparer, sender
) -> None:
    ours = network.truth.account_of("token-gallery")
    question = network.truth.store_post(ours, "We are open.", [], key="", honours_key=True)
    publication = answers.send(
        _gallery(world), text="Until six.", in_reply_to=question, by=world.actor("manager")
    )

    with at_its_time(publication, 1):
        send_due(world, preparer, sender)
        send_due(world, preparer, sender)

    assert only(world).state == State.PUBLISHED
    assert "Until six." not in world.client("manager").get("/tern/publishing/").content.decode()
