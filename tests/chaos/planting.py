"""Approved posts that are due soon, made with the program's own actions."""

from datetime import timedelta

from django.conf import settings

from tests.world import World
from waypost.foundation.channels.actions import channels as connecting
from waypost.foundation.journal import reactions
from waypost.loop.content.actions import posts, reviews
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.queries import seen_hash, variants_of
from waypost.loop.publishing.actions import schedule
from waypost.loop.publishing.models import Publication
from waypost.networks.sandbox.connect import sign_up
from waypost.toolkit import clock
from waypost.toolkit.secrets import Secret


def plant(count: int, channel_count: int, ahead: timedelta) -> dict[str, int]:
    """Make `count` approved posts over `channel_count` sandbox channels, all due `ahead` from the end of the planting."""
    reactions.inline.set(True)
    world = World.build()
    by = world.actor("owner")
    server = settings.WAYPOST.sandbox_address
    connected = []
    for number in range(channel_count):
        account = sign_up(server, f"pier-{number}", f"Pier {number}")
        connected.append(
            connecting.connect(
                world.workspace,
                network="sandbox",
                server=server,
                token=Secret(account.token),
                name=f"Pier {number}",
                by=by,
            )
        )
    local = clock.to_local(clock.now() + timedelta(days=1), world.workspace.timezone)
    for number in range(count):
        post = posts.draft(
            world.workspace,
            by=by,
            body=f"Boat number {number} comes in with the tide.",
            channels=[connected[number % channel_count]],
            reasons=Reasons(reactive=True),
        )
        posts.plan(post, by=by, local=local)
        reviews.submit(post, by=by)
        reviews.approve(post, by=by, seen=seen_hash(variants_of(post)))
        schedule.follow(post, by=by)
    due_at = clock.now() + ahead
    planted = Publication.objects.filter(state="scheduled").update(
        due_at=due_at, planned_at=due_at, act_at=clock.now()
    )
    return {"planted": planted}
