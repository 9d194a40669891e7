"""Posts of which more than one comes on the network: a thread of three, a first comment."""

from datetime import timedelta

from tests.world import World
from waypost.loop.content.actions import posts, reviews, variants
from waypost.loop.content.models import Post
from waypost.loop.content.tests.factories import approve, drafted_post, tomorrow
from waypost.loop.publishing.engine.preparer import Preparer
from waypost.loop.publishing.engine.sender import Sender
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.sending import send_due
from waypost.toolkit import clock

LONG = " ".join(f"Sentence number {number} about the tide, the terns and the jetty." for number in range(20))
COMMENT = "The tide table is in our guide."


def divided_post(world: World, *, body: str = LONG, comment: str = COMMENT, thread: bool = True) -> Post:
    """An approved post for tomorrow at nine that goes out as a thread of three and a first comment."""
    post = drafted_post(world, body=body)
    gallery = world.channel("gallery")
    chosen = {"first_comment": comment}
    variants.adapt(post, by=world.actor("manager"), channel=gallery, thread=thread, choices=chosen)
    reviews.submit(post, by=world.actor("manager"))
    posts.plan(post, by=world.actor("manager"), local=tomorrow(world))
    approve(world, post)
    return post


def prepared_parts(world: World, preparer: Preparer) -> list[Publication]:
    """A divided post five minutes before its time: its parts, the post itself first."""
    divided_post(world)
    with clock.frozen_at(parts(world)[0].due_at - timedelta(minutes=5)):
        preparer.work()
    return parts(world)


def parts(world: World) -> list[Publication]:
    """The parts of the only divided post, in order."""
    return list(Publication.objects.filter(workspace=world.workspace).order_by("part", "pk"))


def states(world: World) -> list[str]:
    return [part.state for part in parts(world)]


def send_all(world: World, preparer: Preparer, sender: Sender, times: int = 5) -> None:
    """Let the publisher work a few rounds: what is out lets the next one go on."""
    for _time in range(times):
        send_due(world, preparer, sender)
