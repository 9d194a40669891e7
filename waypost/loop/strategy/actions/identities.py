"""Keeps the rows of goals, personas, pillars … in step with the version that became current."""

from collections.abc import Sequence
from typing import Any

from waypost.loop.strategy.domain.document import Item
from waypost.loop.strategy.models import (
    ChannelRole,
    FunnelStage,
    Goal,
    Identity,
    Objective,
    Persona,
    Pillar,
    StrategyVersion,
)
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _

_KINDS: dict[str, type[Identity]] = {
    "objectives": Objective,
    "goals": Goal,
    "personas": Persona,
    "pillars": Pillar,
    "channel_roles": ChannelRole,
    "funnel_stages": FunnelStage,
}


def follow(version: StrategyVersion) -> None:
    """Make, rename, archive and un-archive rows until they say what `version` says; inside accept's transaction."""
    for field, kind in _KINDS.items():
        _follow(kind, version, getattr(version.strategy, field))


def _follow(kind: type[Identity], version: StrategyVersion, items: Sequence[Item]) -> None:
    assert version.number is not None, "an accepted version has a number"
    rows = {row.key: row for row in kind._default_manager.filter(workspace_id=version.workspace_id)}
    for item in items:
        _rename(item, rows)
    new: list[Identity] = []
    for position, item in enumerate(items):
        row = rows.get(item.key)
        if row is None:
            row = kind(workspace_id=version.workspace_id, key=item.key, first_version=version.number)
            new.append(row)
        _bring_up_to_date(row, item, position, version)
    stay = {item.key for item in items}
    for row in rows.values():
        if row.key not in stay and row.archived_at is None:
            row.archived_at = clock.now()
    kind._default_manager.bulk_update(rows.values(), _changing(kind), batch_size=100)
    kind._default_manager.bulk_create(new)


def _rename(item: Item, rows: dict[str, Identity]) -> None:
    """Give the row of an item's former key its new one."""
    if item.was is None or item.was not in rows or item.was == item.key:
        return
    if item.key in rows:
        sentence = _("“{key}” was another item's key before. Choose a key that was never used for “{label}”.")
        raise Refusal(sentence.format(key=item.key, label=item.label))
    row = rows.pop(item.was)
    row.key = item.key
    rows[item.key] = row


def _bring_up_to_date(row: Identity, item: Item, position: int, version: StrategyVersion) -> None:
    assert version.number is not None
    row.label = item.label
    row.position = position
    row.last_version = version.number
    row.archived_at = None
    if isinstance(row, Pillar):
        row.hue = getattr(item, "hue")  # noqa: B009 (an item of the list of pillars)


def _changing(kind: type[Identity]) -> list[str]:
    fields: list[Any] = ["key", "label", "position", "last_version", "archived_at"]
    return [*fields, "hue"] if kind is Pillar else fields
