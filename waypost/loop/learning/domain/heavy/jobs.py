"""The work of this folder as jobs: plain values in, plain values out."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from waypost.loop.learning.domain.found import LEVEL, as_record, levers_from
from waypost.loop.learning.domain.heavy.effects import look
from waypost.loop.learning.domain.heavy.fitting import fit
from waypost.loop.learning.domain.heavy.worths import gain
from waypost.loop.learning.domain.rows import from_columns

DRAWS = 800


def _nobody(_done: float) -> None:
    """Listens to nothing."""


def effects(given: dict[str, Any], tell: Callable[[float], None] = _nobody) -> dict[str, Any]:
    """Find effects and moves: {"rows": columns, "levers": levers or null, "draws": how many} to findings."""
    levers = levers_from(given["levers"]) if given.get("levers") else None
    rows = from_columns(given["rows"])
    return as_record(look(rows, levers, draws=given.get("draws", DRAWS), tell=tell))


def worth(given: dict[str, Any], tell: Callable[[float], None] = _nobody) -> dict[str, Any]:
    """Say what posts show of a change of levers: {"rows", "before", "after", "expected", "draws"} to a gain.

    `reached` is the chance that it brings at least half of what was expected. All these posts say as much: they are
    of one setting.
    """
    found = fit(from_columns(given["rows"]), draws=given.get("draws", DRAWS), half_life=math.inf)
    tell(0.9)
    gains = gain(found, levers_from(given["before"]), levers_from(given["after"]))
    low, value, high = (float(each) for each in np.quantile(gains, [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2]))
    reached = float(np.mean(gains >= given["expected"] / 2))
    return {"value": value, "low": low, "high": high, "reached": reached}
