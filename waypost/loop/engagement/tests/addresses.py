from typing import Any

from tests.world import World
from waypost.loop.engagement.actions import saved_replies
from waypost.loop.engagement.tests.crises import called, opened, rung
from waypost.loop.engagement.tests.factories import conversation


def _conversation(world: World) -> dict[str, Any]:
    return {"conversation_id": conversation(world).pk}


def _reply(world: World) -> dict[str, Any]:
    added = saved_replies.add(
        world.workspace, label="Low tide", text="At nine, {name}.", by=world.actor("owner")
    )
    return {"reply_id": added.pk}


def _incident(world: World) -> dict[str, Any]:
    return {"incident_id": opened(world).pk}


def _call(world: World) -> dict[str, Any]:
    row = called(world)
    return {"incident_id": row.incident_id, "call_id": row.pk}


def _words(world: World) -> dict[str, Any]:
    return {"incident_id": opened(world).pk, "statement": "workshop-accident"}


def _alarm(world: World) -> dict[str, Any]:
    return {"alarm_id": rung(world).pk}


_OF_AN_INCIDENT = ["", "_level", "_moments", "_calls", "_hold", "_speech", "_closure", "_report"]
_OF_A_CONVERSATION = ["way", "conversation", "answer", "count", "assignment", "closure", "reopening"]
ADDRESSES = {
    **{f"engagement:{name}": _conversation for name in _OF_A_CONVERSATION},
    **{f"engagement:incident{name}": _incident for name in _OF_AN_INCIDENT},
    "engagement:incident_call_answer": _call,
    "engagement:incident_words": _words,
    "engagement:alarm_dismissal": _alarm,
    "engagement:saved_reply": _reply,
    "engagement:saved_reply_removal": _reply,
}
