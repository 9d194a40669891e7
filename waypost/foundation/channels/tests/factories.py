"""Channels beside those of the world."""

from tests.world import World
from waypost.foundation.channels.actions import by_hand
from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.models import Member


def channel_by_hand(world: World, *, keeper: str = "manager", handle: str = "@tern") -> Channel:
    """An Instagram account on which the member with this role posts by hand."""
    return by_hand.connect(
        world.workspace,
        network="by_hand",
        known_as="Instagram",
        handle=handle,
        address="https://instagram.example/tern",
        kept_by=Member.objects.get(workspace=world.workspace, person=world.person(keeper)),
        by=world.actor("owner"),
    )
