"""What the engine's tests share: the one publication, its time, what is on the network."""

from datetime import timedelta

from tests.world import World
from waypost.loop.publishing.engine.preparer import Preparer
from waypost.loop.publishing.engine.sender import Sender
from waypost.loop.publishing.models import Publication
from waypost.networks.sandbox.server.sandbox import Sandbox
from waypost.toolkit import clock


def only(world: World) -> Publication:
    return Publication.objects.get(workspace=world.workspace)


def at_its_time(publication: Publication, minutes: float = 0.0):
    return clock.frozen_at(publication.due_at + timedelta(minutes=minutes))


def on_the_network(sandbox: Sandbox) -> list[str]:
    return [post.text for post in sandbox.truth.log()]


def send_due(world: World, preparer: Preparer, sender: Sender) -> None:
    preparer.work()
    for channel in world.channels:
        sender.drain(channel.pk)
