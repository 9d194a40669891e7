"""The program's own publisher on the real Bluesky: an answer that is lost never makes a second post."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.servers.bluesky.people import Somebody, eventually
from tests.servers.proxy import Proxy
from tests.world import World
from waypost.foundation.channels.actions import channels
from waypost.foundation.channels.models import Channel
from waypost.loop.publishing.actions import answers
from waypost.loop.publishing.domain.answers import Answer, Outcome
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.ledger import DirectLedger
from waypost.loop.publishing.engine.preparer import Preparer
from waypost.loop.publishing.engine.reconciler import Reconciler
from waypost.loop.publishing.engine.sender import Sender
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.networks.bluesky import sessions
from waypost.toolkit import clock
from waypost.toolkit.secrets import Secret

pytestmark = pytest.mark.server

WORDS = "The tide turns at six. #tide https://tern.example/n"


@pytest.fixture
def channel(world: World, proxy: Proxy, tern: Somebody) -> Channel:
    """Our account, connected by the same action as on the page, through the proxy."""
    found = channels.connect(
        world.workspace, network="bluesky", server=proxy.address, handle=f"@{tern.handle}",
        token=Secret(tern.app_password()), key="sky", by=world.actor("owner"),
    )  # fmt: skip
    world.channels.append(found)
    return found


def due_now(world: World, body: str = WORDS) -> Publication:
    local = clock.to_local(clock.now() - timedelta(seconds=1), world.workspace.timezone)
    return scheduled_publication(world, "sky", local=local, body=body)


def publish(publication: Publication) -> Publication:
    Preparer(DirectLedger()).work()
    Sender(DirectLedger(), holder="this-process").drain(publication.channel_id)
    return again(publication)


def again(publication: Publication) -> Publication:
    return Publication.objects.get(pk=publication.pk)


def test_an_approved_post_is_published_and_named(world: World, channel: Channel, tern: Somebody) -> None:
    publication = publish(due_now(world))

    assert publication.state == State.PUBLISHED
    (kept,) = tern.records(tern.did)
    assert kept["uri"] == publication.remote_id
    assert kept["value"]["text"] == WORDS
    assert tern.handle in publication.remote_url


def test_a_lost_answer_is_unknown_then_found_and_the_post_is_there_once(
    world: World, channel: Channel, proxy: Proxy, tern: Somebody
) -> None:
    publication = due_now(world)
    proxy.lose_next("com.atproto.repo.putRecord")

    publication = publish(publication)
    assert publication.state == State.UNKNOWN
    assert proxy.lost[-1] == "200 com.atproto.repo.putRecord"
    Reconciler(DirectLedger()).work()

    publication = again(publication)
    assert publication.state == State.PUBLISHED
    (kept,) = tern.records(tern.did)
    assert kept["uri"] == publication.remote_id
    assert publish(publication).state == State.PUBLISHED
    assert len(tern.records(tern.did)) == 1


def test_a_post_that_never_reached_the_server_is_sent_again_once_it_is_surely_absent(
    world: World, channel: Channel, tern: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    publication = due_now(world)
    with monkeypatch.context() as broken:
        broken.setattr(Sender, "_write", doubt)
        assert publish(publication).state == State.UNKNOWN
    Reconciler(DirectLedger()).work()
    assert again(publication).state == State.UNKNOWN

    with clock.frozen_at(clock.now() + timedelta(minutes=4)):
        Reconciler(DirectLedger()).work()
        assert publish(publication).state == State.PUBLISHED

    assert len(tern.records(tern.did)) == 1


def doubt(self: Sender, call: object, parcel: object, deadline: float) -> Answer:
    """What a sender knows when the line broke before the server had read anything."""
    return Answer(Outcome.DOUBTFUL, "No usable answer came (UnreadableAnswer).")


def test_an_answer_leaves_through_the_same_queue(
    world: World, channel: Channel, tern: Somebody, ana: Somebody
) -> None:
    post = publish(due_now(world)).remote_id
    comment = ana.says("When do you open?", under=post)
    eventually(lambda: tern.view(comment))

    publication = publish(
        answers.send(channel, text="At ten.", in_reply_to=comment, by=world.actor("manager"))
    )

    assert publication.state == State.PUBLISHED
    assert tern.record(publication.remote_id)["value"]["reply"]["parent"]["uri"] == comment


def test_a_taken_back_app_password_holds_the_post_and_says_so(
    world: World, channel: Channel, tern: Somebody
) -> None:
    tern.revokes_app_passwords()
    sessions.close_all()

    publication = publish(due_now(world))

    channel.refresh_from_db()
    assert (publication.state, channel.health) == (State.HELD, "attention")
    assert tern.records(tern.did) == []
