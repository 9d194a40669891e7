"""Links in threads and first comments, and links that tell two posts of the same words apart."""

import pytest

from waypost.loop.content.actions import posts, reviews
from waypost.loop.content.tests.factories import approve, approved_post, tomorrow
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication, TrackedLink
from waypost.loop.publishing.tests.dividing import divided_post, send_all
from waypost.loop.publishing.tests.dividing import parts as parts_now
from waypost.loop.publishing.tests.sending import at_its_time, on_the_network, send_due
from waypost.networks.sandbox.server.faults import Fault, FaultKind

IN_THE_END = "https://tern.example/at/the/end"
IN_THE_COMMENT = "https://tern.example/in/the/comment"
THREAD = f"{'The tide turns at six and the terns know it. ' * 24}{IN_THE_END}"


@pytest.fixture
def divided(world):
    """A thread whose last part holds a link, with another link in the first comment."""
    return divided_post(world, body=THREAD, comment=f"All prints: {IN_THE_COMMENT}")


def test_links_in_parts_and_in_the_first_comment_leave_as_tracked_ones(
    world, network, preparer, sender, divided
) -> None:
    head = parts_now(world)[0]
    with at_its_time(head, -5):
        preparer.work()

    with at_its_time(head):
        send_all(world, preparer, sender)

    said = on_the_network(network)
    end, comment = TrackedLink.objects.order_by("position")
    assert (end.publication_id, comment.publication_id) == (head.pk, head.pk)
    assert (end.target, comment.target) == (IN_THE_END, IN_THE_COMMENT)
    assert said[-2].endswith(end.shown)
    assert said[-1] == f"All prints: {comment.shown}"
    assert not any("tern.example" in text for text in said)


def test_a_link_in_the_first_comment_alone_leaves_as_a_tracked_one(world, network, preparer, sender) -> None:
    divided_post(world, body="Link below.", comment=f"All prints: {IN_THE_COMMENT}", thread=False)
    head = parts_now(world)[0]
    with at_its_time(head, -5):
        preparer.work()

    with at_its_time(head):
        send_all(world, preparer, sender)

    assert on_the_network(network) == ["Link below.", f"All prints: {TrackedLink.objects.get().shown}"]


def test_the_part_that_carries_a_link_is_found_again_by_it(
    world, network, preparer, sender, reconciler, divided
) -> None:
    head = parts_now(world)[0]
    with at_its_time(head, -5):
        preparer.work()
    network.honour_keys(honoured=False)
    with at_its_time(head):
        while (waiting := parts_now(world)[-1]).state == State.FOLLOWS:
            send_due(world, preparer, sender)
        network.faults.switch_on(Fault(kind=FaultKind.LOST_ANSWER, count=1))
        send_due(world, preparer, sender)
        assert Publication.objects.get(pk=waiting.pk).state == State.UNKNOWN
        reconciler.work()

    assert [part.state for part in parts_now(world)] == [State.PUBLISHED] * len(parts_now(world))
    assert len(on_the_network(network)) == len(parts_now(world))


def test_two_posts_that_say_the_same_are_told_apart_by_their_links(
    world, network, preparer, sender, reconciler
) -> None:
    for hour in (9, 10):
        approved_post(world, local=tomorrow(world, hour=hour), body="Prints: https://tern.example/prints")
    first, second = Publication.objects.order_by("due_at")
    network.honour_keys(honoured=False)
    network.faults.switch_on(Fault(kind=FaultKind.LOST_ANSWER, count=1))
    with at_its_time(first):
        send_due(world, preparer, sender)
    network.faults.switch_on(Fault(kind=FaultKind.ERROR_BEFORE, count=1))

    with at_its_time(second):
        send_due(world, preparer, sender)
        states = {row.pk: row.state for row in Publication.objects.all()}
        reconciler.work()

    first, second = Publication.objects.order_by("due_at")
    assert states == {first.pk: State.UNKNOWN, second.pk: State.UNKNOWN}
    assert first.state == State.PUBLISHED
    assert second.state == State.UNKNOWN
    assert on_the_network(network) == [first.text]


def test_what_lost_its_links_before_it_left_keeps_none(world, network, preparer, sender) -> None:
    post = approved_post(world, local=tomorrow(world), body="Prints: https://tern.example/prints")
    publication = Publication.objects.get()
    with at_its_time(publication, -5):
        preparer.work()
    posts.write(post, by=world.actor("manager"), version=post.version, body="No prints today.")
    reviews.submit(post, by=world.actor("manager"))
    approve(world, post)

    with at_its_time(publication):
        send_due(world, preparer, sender)
        send_due(world, preparer, sender)

    assert on_the_network(network) == ["No prints today."]
    assert not TrackedLink.objects.exists()
