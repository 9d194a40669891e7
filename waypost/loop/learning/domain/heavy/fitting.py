"""Fits the model of effects to posts: their design, and draws of what they say about it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from waypost.loop.learning.domain.heavy.design import Array, Design, design
from waypost.loop.learning.domain.heavy.sampling import Draws, draw
from waypost.loop.learning.domain.rows import Row

HALF_LIFE_DAYS = 90.0
"""A post of a quarter ago says half as much as one of today: taste changes."""


@dataclass(frozen=True)
class Fit:
    """The rows that were looked at, their design and the draws of what they say."""

    rows: tuple[Row, ...]
    design: Design
    draws: Draws
    weights: Array

    def levels(self, name: str) -> tuple[tuple[object, ...], Array]:
        """The levels of a block, and a row of their effects (logarithms) for each draw."""
        block = self.design.block(name)
        if block is None:
            return (), np.zeros((len(self.draws.slopes), 0))
        return block.levels, self.draws.slopes[:, block.where] @ block.root.T

    def slope(self, place: int) -> Array:
        """The slope of a fixed column, a value for each draw."""
        return np.asarray(self.draws.slopes[:, place] + self.design.means[place])


def fit(rows: Sequence[Row], *, draws: int = 800, seed: int = 0, half_life: float = HALF_LIFE_DAYS) -> Fit:
    """Fit the model to at least one post. `half_life` is after how many days a post says half as much."""
    shape = design(rows)
    latest = max(row.day for row in rows)
    weights = np.array([0.5 ** ((latest - row.day) / half_life) for row in rows])
    counts = np.array([row.count for row in rows], dtype=float)
    return Fit(tuple(rows), shape, draw(shape, counts, weights, draws=draws, seed=seed), weights)
