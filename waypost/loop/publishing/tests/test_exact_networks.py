"""The engine against networks on which a post is found without a doubt: by a mark of ours, and by its own name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.loop.content.actions import posts, reviews
from waypost.loop.content.tests.factories import approve, approved_post, attached, drafted_post, tomorrow
from waypost.loop.publishing.actions import answers
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.sending import at_its_time, only, send_due
from waypost.networks.contract import Account
from waypost.networks.nostr.tests import fake as nostr
from waypost.networks.nostr.tests.around import Around
from waypost.networks.nostr.tests.people import Ana, Person
from waypost.networks.slack.tests import fake as slack
from waypost.networks.slack.tests.workspace import Workspace
from waypost.toolkit import clock, http


def channel(world: World, network: str, account: Account) -> Channel:
    """The only channel of the world that posts go to."""
    found = Channel.objects.create(
        workspace=world.workspace, key="pier", network=network, name="Pier", handle=account.handle,
        remote_id=account.remote_id, server=account.server,
        locked_token=settings.WAYPOST.vault.lock(account.token),
    )  # fmt: skip
    world.channels.append(found)
    return found


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    found = Workspace()
    with http.wired(found):
        yield found


@pytest.fixture
def room(world: World, workspace: Workspace) -> Channel:
    return channel(world, "slack", slack.account_of(workspace, workspace.join("tern", "Tern & Tide")))


@pytest.fixture
def around() -> Iterator[Around]:
    found = Around()
    with http.wired(found):
        yield found


@pytest.fixture
def tern(around: Around) -> Person:
    found = Person("tern", around.relay())
    found.lists(10_063, ["server", around.media.address])
    return found


@pytest.fixture
def key(world: World, tern: Person) -> Channel:
    return channel(world, "nostr", nostr.account_of(tern))


def with_a_picture(world: World) -> Publication:
    post = drafted_post(world, channel_keys=("pier",))
    attached(world, post)
    reviews.submit(post, by=world.actor("manager"))
    posts.plan(post, by=world.actor("manager"), local=tomorrow(world))
    approve(world, post)
    return only(world)


def test_a_message_whose_answer_is_lost_is_found_by_its_mark(
    world, workspace, room, preparer, sender, reconciler
) -> None:
    workspace.loses_answers = 1
    publication = with_a_picture(world)

    with at_its_time(publication, -5):
        preparer.work()
    with at_its_time(publication):
        send_due(world, preparer, sender)
        assert only(world).state == State.UNKNOWN
        reconciler.work()

    publication, (message,) = only(world), workspace.messages.values()
    assert (publication.state, publication.remote_id) == (State.PUBLISHED, message.ts)
    assert message.said["metadata"]["event_payload"] == {"key": publication.key}
    assert len(workspace.files) == 1


def test_a_note_whose_answer_is_lost_is_found_by_its_name(
    world, tern, around, key, preparer, sender, reconciler
) -> None:
    tern.relay.loses_answers = 1
    publication = with_a_picture(world)

    with at_its_time(publication, -5):
        preparer.work()
    with at_its_time(publication):
        send_due(world, preparer, sender)
        assert only(world).state == State.UNKNOWN
        reconciler.work()

    publication, (event,) = only(world), tern.relay.of(tern.pubkey)
    assert (publication.state, publication.remote_id) == (State.PUBLISHED, event["id"])
    assert event["created_at"] == int(publication.due_at.timestamp())
    assert len(around.media.files) == 1


def test_a_note_that_never_arrived_is_sent_again_as_the_very_same_event(
    world, tern, key, preparer, sender, reconciler
) -> None:
    approved_post(world, channel_key="pier", local=tomorrow(world))
    publication = only(world)
    relay, arriving = tern.relay, tern.relay.answer
    offered: list[str] = []

    def lost(request, deadline):
        if request.method == "POST" and b'"EVENT"' in request.read()[:10]:
            offered.append(request.read().decode())
            raise http.UnreadableAnswer("the line broke")
        return arriving(request, deadline)

    relay.answer = lost
    with at_its_time(publication):
        send_due(world, preparer, sender)
        relay.answer = arriving
        reconciler.work()
    settled = key.card.deadline + key.card.settles_after + 1
    with clock.frozen_at(publication.due_at + timedelta(seconds=settled)):
        reconciler.work()
        send_due(world, preparer, sender)

    (event,) = relay.of(tern.pubkey)
    assert only(world).state == State.PUBLISHED
    assert len(offered) == 1
    assert event["id"] in offered[0]


@pytest.mark.parametrize("network", ["slack", "nostr"])
def test_an_answer_whose_own_answer_was_lost_stands_once(
    request, world, preparer, sender, reconciler, network
) -> None:
    if network == "slack":
        place: Workspace = request.getfixturevalue("workspace")
        where: Channel = request.getfixturevalue("room")
        ana = slack.Ana(place, place.join("ana", "Ana"), next(iter(place.people)))
        losing = place
    else:
        somebody: Person = request.getfixturevalue("tern")
        where = request.getfixturevalue("key")
        ana = Ana("ana", somebody.relay, somebody)
        losing = somebody.relay
    comment = ana.says(f"{ana.mention} when do you open?")
    losing.loses_answers = 1

    answers.send(where, text="At ten.", in_reply_to=comment, by=world.actor("manager"))
    send_due(world, preparer, sender)
    reconciler.work()

    assert Publication.objects.get(channel=where).state == State.PUBLISHED
    assert ana.under(comment) == ["At ten."]
