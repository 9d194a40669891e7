from typing import Any

from tests.world import World
from waypost.loop.learning.tests.factories import begun
from waypost.loop.strategy.tests.factories import proposed


def _meeting(world: World) -> dict[str, Any]:
    return {"meeting_id": begun(world).pk}


def _decision(world: World) -> dict[str, Any]:
    return {"meeting_id": begun(world).pk, "proposal_id": proposed(world).pk}


ADDRESSES: dict[str, object] = {
    "learning:meeting": _meeting,
    "learning:minutes": _meeting,
    "learning:agreements": _meeting,
    "learning:meeting_decision": _decision,
    "learning:meeting_touched": _decision,
    "learning:meeting_end": _meeting,
    "learning:minutes_pdf": _meeting,
}
