from typing import Any

from tests.addresses import Counted, Plain
from tests.world import World
from waypost.loop.analytics.tests.factories import handed_past, native_post, read_post, taken_past
from waypost.loop.strategy.tests.factories import accepted_strategy


def _measured(world: World) -> dict[str, Any]:
    return {"measured_id": read_post(world, impressions=40, likes=2).pk}


def _goal(world: World) -> dict[str, Any]:
    accepted_strategy(world)
    return {"goal": "shop-orders"}


def _native(world: World) -> dict[str, Any]:
    native_post(world)
    return {}


def _past(world: World) -> dict[str, Any]:
    return {"past_id": handed_past(world).pk}


def _taken_past(world: World) -> dict[str, Any]:
    return {"past_id": taken_past(world).pk}


ADDRESSES = {
    "analytics:past": _past,
    "analytics:past-progress": _past,
    "analytics:past-removal": _taken_past,
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
