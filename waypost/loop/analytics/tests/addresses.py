from typing import Any

from tests.addresses import Counted, Plain
from tests.world import World
from waypost.loop.analytics.tests.factories import native_post, read_post
from waypost.loop.strategy.tests.factories import accepted_strategy


def _measured(world: World) -> dict[str, Any]:
    return {"measured_id": read_post(world, impressions=40, likes=2).pk}


def _goal(world: World) -> dict[str, Any]:
    accepted_strategy(world)
    return {"goal": "shop-orders"}


def _native(world: World) -> dict[str, Any]:
    native_post(world)
    return {}


ADDRESSES = {
    "analytics:figures": Plain({"table": "channels"}),
    "analytics:measured": _measured,
    "analytics:readings-file": _measured,
    "analytics:goal": Counted(_goal),
    "analytics:goal-file": Counted(_goal),
    "analytics:tally": Counted(_goal),
    "analytics:metric": Plain({"metric": "engagement-rate-by-reach"}),
    "analytics:natives": _native,
    "analytics:reasons": _native,
}
