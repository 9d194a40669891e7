"""Posts on a channel where a person posts by hand, brought to that person by the engine."""

from datetime import datetime, timedelta
from itertools import count

from tests.world import World
from waypost.foundation.channels.tests.factories import channel_by_hand
from waypost.loop.content.actions import posts, reviews
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.tests.factories import approve, tomorrow
from waypost.loop.publishing.actions import schedule
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.ledger import DirectLedger
from waypost.loop.publishing.engine.preparer import Preparer
from waypost.loop.publishing.engine.sender import PUBLISHER, Sender
from waypost.loop.publishing.models import Kit, Publication
from waypost.toolkit import clock

_numbers = count(1)


def publication_by_hand(
    world: World, *, keeper: str = "manager", approved: bool = True, local: datetime | None = None
) -> Publication:
    """A post scheduled on an Instagram account on which the member with this role posts."""
    channel = channel_by_hand(world, keeper=keeper, handle=f"@tern{next(_numbers)}")
    local = local or tomorrow(world)
    due_at = clock.to_utc(local, world.workspace.timezone)
    with clock.frozen_at(min(clock.now(), due_at - timedelta(days=2))):
        post = posts.draft(
            world.workspace,
            by=world.actor("manager"),
            body=f"Low tide, print {next(_numbers)}. https://tern.example/prints",
            channels=[channel],
            reasons=Reasons(reactive=True),
        )
        posts.plan(post, by=world.actor("manager"), local=local)
        reviews.submit(post, by=world.actor("manager"))
        if approved:
            approve(world, post)
        [publication] = schedule.follow(post, by=PUBLISHER)
    return Publication.objects.select_related("workspace", "channel", "post").get(pk=publication.pk)


def work(publication: Publication, minutes: float = 0.0) -> Publication:
    """Let the engine do what is due so many minutes after the time of the publication."""
    with clock.frozen_at(publication.due_at + timedelta(minutes=minutes)):
        ledger = DirectLedger()
        Preparer(ledger).work()
        Sender(ledger, holder="this-process").drain(publication.channel_id)
    publication.refresh_from_db()
    return publication


def handed_publication(world: World, *, keeper: str = "manager") -> Publication:
    """A post that a person has been given, just now, to post by hand."""
    local = clock.to_local(clock.now(), world.workspace.timezone).replace(second=0, microsecond=0)
    publication = work(publication_by_hand(world, keeper=keeper, local=local))
    assert publication.state == State.HANDED, publication.reason
    return publication


def kit_for(publication: Publication) -> Kit:
    """The newest kit."""
    return publication.kits.order_by("-pk")[0]


def link(world: World, publication: Publication, role: str = "manager") -> str:
    return kit_for(publication).link_for(world.person(role).pk)


def opened(world: World, publication: Publication) -> str:
    """The kit as somebody reads it who is not signed in."""
    return world.client("nobody").get(link(world, publication)).content.decode()
