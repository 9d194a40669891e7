"""Brings an old version back: its words as they were, and its items still the same ones under the keys they had then."""

from collections.abc import Sequence
from typing import Any

from waypost.loop.strategy.domain.document import Item, Strategy
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.domain.sections import LISTS, ItemList


def restored(old: Strategy, later: Sequence[Strategy]) -> Strategy:
    """Give `old` as it is put in force again after the versions `later`, in their order; the last one is current.

    An item that has another key now says so, so that it stays the same pillar, goal … to what points at it.
    """
    record = old.model_dump(mode="json")
    for kind in LISTS:
        keys = {item.key for item in kind.items(old)}
        for item in _items(record, kind):
            now = _key_now(item["key"], kind, later)
            item["was"] = now if now not in keys else None
    return strategy_from(record, whole=False)


def _key_now(key: str, kind: ItemList, later: Sequence[Strategy]) -> str:
    """The key that an item has now; its own again where another item was given that one in the meantime."""
    now = key
    for strategy in later:
        items = kind.items(strategy)
        if now != key and any(item.key == key for item in items):
            return key
        now = _renamed(now, items) or now
    return now


def _renamed(key: str, items: Sequence[Item]) -> str | None:
    if any(item.key == key for item in items):
        return None
    return next((item.key for item in items if item.was == key), None)


def _items(record: dict[str, Any], kind: ItemList) -> list[dict[str, Any]]:
    here: Any = record
    for step in kind.path:
        here = here[step]
    assert isinstance(here, list)
    return here
