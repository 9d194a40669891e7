from typing import Any

from tests.world import World
from waypost.loop.promotion.tests.factories import noted


def _creator(world: World) -> dict[str, Any]:
    return {"creator_id": noted(world).pk}


ADDRESSES = {
    "promotion:creator": _creator,
    "promotion:creator_facts": _creator,
    "promotion:creator_shortlist": _creator,
    "promotion:creator_return": _creator,
    "promotion:creator_decision": _creator,
    "promotion:creator_removal": _creator,
}
