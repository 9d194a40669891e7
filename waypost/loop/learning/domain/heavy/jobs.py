"""The work of this folder as jobs: plain values in, plain values out."""

from collections.abc import Callable
from typing import Any

from waypost.loop.learning.domain.found import as_record, levers_from
from waypost.loop.learning.domain.heavy.effects import look
from waypost.loop.learning.domain.rows import from_columns

DRAWS = 800


def effects(given: dict[str, Any], tell: Callable[[float], None] = lambda _done: None) -> dict[str, Any]:
    """Find effects and moves: {"rows": columns, "levers": levers or null, "draws": how many} to findings."""
    levers = levers_from(given["levers"]) if given.get("levers") else None
    rows = from_columns(given["rows"])
    return as_record(look(rows, levers, draws=given.get("draws", DRAWS), tell=tell))
