from tests.actions import Call
from tests.world import World
from waypost.loop.learning.tests.factories import suggested
from waypost.loop.strategy.tests.factories import accepted_strategy


def _with_a_strategy(world: World) -> Call:
    accepted_strategy(world)
    return Call(world.workspace)


def _suggested(world: World) -> Call:
    suggested(world)
    return Call(world.workspace)


ARGUMENTS = {
    "learning.effects.learn": _with_a_strategy,
    "learning.insights.propose": _suggested,
    "learning.looks.ask": _with_a_strategy,
}
