"""The engine against a network of many servers, whose key in a header some honour and some ignore."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.loop.content.actions import media, posts, reviews, variants
from waypost.loop.content.tests.factories import approve, approved_post, attached, drafted_post, tomorrow
from waypost.loop.publishing.actions import answers
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.sending import at_its_time, only, send_due
from waypost.networks.mastodon.tests.fake import account_of
from waypost.networks.mastodon.tests.instance import Instance
from waypost.networks.mastodon.tests.keeping import Member
from waypost.toolkit import clock, http


@pytest.fixture
def instance() -> Iterator[Instance]:
    found = Instance("tide.example")
    with http.wired(found):
        yield found


@pytest.fixture
def tern(instance: Instance) -> Member:
    return instance.join("tern", "Tern & Tide")


@pytest.fixture
def elephant(world: World, instance: Instance, tern: Member) -> Channel:
    """A channel on the instance, the only one of the world that posts go to."""
    account = account_of(instance, tern)
    found = Channel.objects.create(
        workspace=world.workspace, key="elephant", network="mastodon", name="Elephant", handle=account.handle,
        remote_id=account.remote_id, server=account.server,
        locked_token=settings.WAYPOST.vault.lock(account.token),
    )  # fmt: skip
    world.channels.append(found)
    return found


@pytest.mark.parametrize("honours_keys", [True, False])
@pytest.mark.parametrize("has_source", [True, False])
def test_a_lost_answer_leaves_one_post_whether_the_key_is_honoured_or_not(
    world, instance, tern, elephant, preparer, sender, reconciler, honours_keys, has_source
) -> None:
    instance.honours_keys, instance.has_source = honours_keys, has_source
    instance.loses_answers = 1
    approved_post(world, channel_key="elephant", local=tomorrow(world))
    publication = only(world)

    with at_its_time(publication):
        send_due(world, preparer, sender)
        assert only(world).state == State.UNKNOWN
        send_due(world, preparer, sender)
        reconciler.work()

    publication = only(world)
    assert publication.state == State.PUBLISHED
    assert [post.text for post in instance.by(tern)] == [publication.text]
    assert publication.remote_id == instance.by(tern)[0].id


def test_what_never_arrived_is_sent_again_only_when_two_looks_found_nothing(
    world, instance, tern, elephant, preparer, sender, reconciler
) -> None:
    approved_post(world, channel_key="elephant", local=tomorrow(world))
    publication = only(world)
    arriving = instance.answer
    instance.answer = lose_the_question(arriving)

    with at_its_time(publication):
        send_due(world, preparer, sender)
        instance.answer = arriving
        reconciler.work()
        assert only(world).state == State.UNKNOWN
    settled = elephant.card.deadline + elephant.card.settles_after + 1
    with clock.frozen_at(publication.due_at + timedelta(seconds=settled)):
        reconciler.work()
        assert only(world).state == State.READY
        send_due(world, preparer, sender)

    assert only(world).state == State.PUBLISHED
    assert len(instance.by(tern)) == 1


def test_pictures_that_take_time_are_ready_before_the_post_is_due(
    world, instance, tern, elephant, preparer, sender
) -> None:
    instance.processing = 2
    post = drafted_post(world, channel_keys=("elephant",))
    media.point(attached(world, post).media, by=world.actor("manager"), x=750, y=400)
    post.refresh_from_db()
    reviews.submit(post, by=world.actor("manager"))
    posts.plan(post, by=world.actor("manager"), local=tomorrow(world))
    approve(world, post)
    publication = only(world)

    for minutes in (-9, -6, -3):
        with at_its_time(publication, minutes):
            preparer.work()
    with at_its_time(publication):
        send_due(world, preparer, sender)

    assert only(world).state == State.PUBLISHED
    (number,) = instance.by(tern)[0].said["media_ids"]
    assert [(held["id"], held["focus"]) for held in instance.media.values()] == [(number, "0.50,0.20")]


def test_what_was_chosen_and_approved_is_what_goes_out(
    world, instance, tern, elephant, preparer, sender
) -> None:
    post = drafted_post(world, channel_keys=("elephant",), body="Which tide?")
    chosen = {"visibility": "unlisted", "poll": "Six\nSeven", "poll_days": "3", "content_warning": "Water"}
    variants.adapt(post, by=world.actor("manager"), channel=elephant, choices=chosen)
    post.refresh_from_db()
    reviews.submit(post, by=world.actor("manager"))
    posts.plan(post, by=world.actor("manager"), local=tomorrow(world))
    approve(world, post)

    with at_its_time(only(world)):
        send_due(world, preparer, sender)

    assert instance.by(tern)[0].said == {
        "status": "Which tide?", "visibility": "unlisted", "spoiler_text": "Water",
        "poll": {"options": ["Six", "Seven"], "expires_in": 259200},
    }  # fmt: skip


@pytest.mark.parametrize("honours_keys", [True, False])
def test_an_answer_whose_own_answer_was_lost_stands_once(
    world, instance, tern, elephant, preparer, sender, reconciler, honours_keys
) -> None:
    instance.honours_keys = honours_keys
    comment = instance.write(instance.join("ana", "Ana"), {"status": "@tern when do you open?"})
    instance.loses_answers = 1

    answers.send(elephant, text="At ten.", in_reply_to=comment.id, by=world.actor("manager"))
    send_due(world, preparer, sender)
    reconciler.work()

    publication = Publication.objects.get(channel=elephant)
    assert publication.state == State.PUBLISHED
    assert [post.text for post in instance.by(tern)] == ["@ana At ten."]


def lose_the_question(answer):
    """Let the next post never reach the server, though nobody can know that."""

    def lost(request, deadline):
        if request.method == "POST" and request.url.path == "/api/v1/statuses":
            raise http.UnreadableAnswer("the line broke")
        return answer(request, deadline)

    return lost
