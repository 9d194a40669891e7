from typing import Any

from tests.addresses import Plain
from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.models import Member


def _channel(world: World) -> dict[str, Any]:
    return {"channel_id": Channel.objects.filter(workspace=world.workspace)[0].pk}


def _member(world: World) -> dict[str, Any]:
    return {"member_id": Member.objects.filter(workspace=world.workspace)[0].pk}


ADDRESSES = {
    "channels:channel": _channel,
    "channels:check": _channel,
    "channels:disconnection": _channel,
    "channels:connection": Plain({"network": "sandbox"}),
    "channels:opening": Plain({"network": "sandbox"}),
    "channels:by-hand": Plain({"network": "by_hand"}),
    "channels:limits": _member,
    "consents:description": Plain({"network": "bluesky"}),
}
PUBLIC = {
    "consents:description": "servers of a network read there who we are, before anybody can consent to it"
}
