"""What items were called before: said once, by the version that renames them."""

from typing import Any

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.domain.sections import LISTS


def without_renames(strategy: Strategy, *, of: Strategy | None = None) -> Strategy:
    """Leave out what items were called before `of` was accepted (the strategy itself): these renames have happened."""
    record = strategy.model_dump(mode="json")
    for kind in LISTS:
        happened = {(item.key, item.was) for item in kind.items(of or strategy)}
        here: Any = record
        for step in kind.path:
            here = here[step]
        for item in here:
            if (item["key"], item["was"]) in happened:
                item["was"] = None
    return strategy_from(record, whole=False)
