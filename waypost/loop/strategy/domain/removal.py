"""Takes what was removed out of the lists that named it, so that removing a persona does not leave a pillar for nobody."""

from typing import Any

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.domain.sections import LISTS, REFERENCES, list_called


def without_references_to_removed(before: Strategy, after: Strategy) -> Strategy:
    """Give `after` without references to items that were in `before` and are gone."""
    gone = {kind.name: _keys(before, kind.name) - _keys(after, kind.name) for kind in LISTS}
    record = after.model_dump(mode="json")
    for reference in REFERENCES:
        for item in _items(record, reference.at):
            item[reference.field] = _left(item[reference.field], gone[reference.to])
    return strategy_from(record, whole=False)


def _keys(strategy: Strategy, name: str) -> set[str]:
    kind = list_called(name)
    assert kind is not None
    return {item.key for item in kind.items(strategy)} | {
        item.was for item in kind.items(strategy) if item.was
    }


def _items(record: dict[str, Any], name: str) -> list[dict[str, Any]]:
    here: Any = record
    for step in name.split("."):
        here = here[step]
    assert isinstance(here, list)
    return here


def _left(value: Any, gone: set[str]) -> Any:
    if isinstance(value, list):
        return [key for key in value if key not in gone]
    elif isinstance(value, dict):
        return {key: words for key, words in value.items() if key not in gone}
    else:
        return None if value in gone else value
