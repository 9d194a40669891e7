from typing import Any

from tests.addresses import Counted, Plain
from tests.world import World
from waypost.loop.strategy.tests.factories import accepted_strategy, open_draft


def _version(world: World) -> dict[str, Any]:
    return {"number": accepted_strategy(world).number}


def _current(world: World) -> dict[str, Any]:
    accepted_strategy(world)
    return {}


def _draft(world: World) -> dict[str, Any]:
    open_draft(world)
    return {}


ADDRESSES = {
    "strategy:section": Plain({"section": "pillars"}),
    "strategy:version": Counted(_version),
    "strategy:version_yaml": Counted(_version),
    "strategy:comparison": _current,
    "strategy:acceptance": _draft,
    "strategy:removal": _draft,
    "strategy:base": _draft,
}
