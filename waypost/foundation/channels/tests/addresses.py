from typing import Any

from tests.addresses import Plain
from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.models import Member, Workspace


def _channel(world: World, workspace: Workspace) -> dict[str, Any]:
    return {"channel_id": Channel.objects.filter(workspace=workspace)[0].pk}


def _member(world: World, workspace: Workspace) -> dict[str, Any]:
    return {"member_id": Member.objects.filter(workspace=workspace)[0].pk}


ADDRESSES = {
    "channels:channel": _channel,
    "channels:disconnection": _channel,
    "channels:connection": Plain({"network": "sandbox"}),
    "channels:opening": Plain({"network": "sandbox"}),
    "channels:limits": _member,
}
