"""What the tests of later stages start from."""

from tests.world import World
from waypost.loop.strategy.actions import drafts, versions
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.models import StrategyVersion
from waypost.loop.strategy.tests.documents import tern_and_tide


def accepted_strategy(world: World, strategy: Strategy | None = None) -> StrategyVersion:
    """The strategy of Tern & Tide (or another one) as the current version."""
    return versions.adopt(world.workspace, strategy=strategy or tern_and_tide(), by=world.actor("strategist"))


def open_draft(world: World, **fields: object) -> StrategyVersion:
    strategy = tern_and_tide().model_copy(update=fields or {"purpose": "To print the harbour."})
    return drafts.replace(world.workspace, strategy=strategy, by=world.actor("strategist"))
