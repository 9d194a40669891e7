from typing import Any

from tests.world import World
from waypost.loop.engagement.actions import saved_replies
from waypost.loop.engagement.tests.factories import conversation


def _conversation(world: World) -> dict[str, Any]:
    return {"conversation_id": conversation(world).pk}


def _reply(world: World) -> dict[str, Any]:
    added = saved_replies.add(
        world.workspace, label="Low tide", text="At nine, {name}.", by=world.actor("owner")
    )
    return {"reply_id": added.pk}


_OF_A_CONVERSATION = ["conversation", "answer", "count", "assignment", "closure", "reopening"]
ADDRESSES = {
    **{f"engagement:{name}": _conversation for name in _OF_A_CONVERSATION},
    "engagement:saved_reply": _reply,
    "engagement:saved_reply_removal": _reply,
}
