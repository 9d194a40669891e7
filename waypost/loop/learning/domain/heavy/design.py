"""Turns posts into columns: blocks of random effects, each with a correlation and a scale of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from waypost.loop.learning.domain.rows import Row

Array = NDArray[np.float64]
Cell = tuple[str, int, int]
"""A channel ("" is any), whether it is a weekend day (0, 1), and an hour of the day."""

HOURS_ALIKE = 2.0
"""Within about so many hours a time of day is worth the same."""
DAYS_ALIKE = 0.6
"""How far an hour of a weekend day is worth what it is worth on other days, as a correlation."""
CURVE_DAYS = 28.0
"""The level of everything (season, followers, a network's mood) may bend this often."""
WEARS_OUT = -0.25
"""What is said more often wears out, as a power of how often: Pechmann and Stewart, *Current Issues and Research in
Advertising* 11, 1988, 285-329. Only where to begin: the posts decide."""
SETTLES_HOURS = 30.0
"""A post has most of its counts after so many hours; measured on the networks' own half-lives, and adjusted below."""


@dataclass(frozen=True)
class Block:
    """Columns that share a variance. `root` is the Cholesky root of their prior correlation, `scale` what is usual."""

    name: str
    levels: tuple[object, ...]
    where: slice
    root: Array
    scale: float


@dataclass(frozen=True)
class Design:
    """Columns of all posts. `offset` is known beforehand; columns outside of blocks have a mean and a precision each.

    The offset holds those means already: draws are of what comes on top of them.
    """

    columns: Array
    offset: Array
    blocks: tuple[Block, ...]
    fixed: Array
    means: Array

    def block(self, name: str) -> Block | None:
        """The block called `name`, if the posts differ in it."""
        return next((block for block in self.blocks if block.name == name), None)


def design(rows: Sequence[Row]) -> Design:
    """Lay out the columns: a level, a curve over time, what tires people, and blocks of what can be chosen."""
    builder = _Builder(len(rows))
    ages = np.array([row.age_hours for row in rows])
    offset = np.log(-np.expm1(-np.maximum(ages, 1.0) / SETTLES_HOURS))
    builder.fixed(np.ones(len(rows)), spread=10.0)
    builder.fixed(offset - offset.mean(), spread=0.5)
    builder.fixed(_centred([np.log1p(row.repeats) for row in rows]), mean=WEARS_OUT, spread=0.4)
    builder.fixed(_centred([np.log1p(row.crowd) for row in rows]), mean=WEARS_OUT / 2, spread=0.4)
    _curve(builder, np.array([row.day for row in rows]))
    builder.levels("pillar", [row.pillar for row in rows], scale=0.3)
    builder.levels("format", [row.format for row in rows], scale=0.3)
    builder.levels("channel", [row.channel for row in rows], scale=0.6)
    builder.levels("weekday", [row.weekday for row in rows], scale=0.15)
    builder.kernel("hour", [cell_of(row) for row in rows], scale=0.3)
    if len({row.channel for row in rows}) > 1:
        builder.levels("channel × format", [(row.channel, row.format) for row in rows], scale=0.12)
        builder.kernel("channel × hour", [(row.channel, *cell_of(row)[1:]) for row in rows], scale=0.12)
        builder.levels("channel × pillar", [(row.channel, row.pillar) for row in rows], scale=0.12)
    return builder.design(offset)


def cell_of(row: Row) -> Cell:
    """The hour of a post, and whether it is one of a weekend."""
    return ("", int(row.weekday >= 5), int(row.hour) % 24)


def alike(some: Sequence[Cell], others: Sequence[Cell]) -> Array:
    """How alike hours are beforehand: a squared exponential around the clock, the same channel only."""
    one, two = _cells(some)[:, None, :], _cells(others)[None, :, :]
    apart = np.abs(one[..., 2] - two[..., 2])
    apart = np.minimum(apart, 24 - apart)
    near = np.exp(-0.5 * (apart / HOURS_ALIKE) ** 2)
    days = np.where(one[..., 1] == two[..., 1], 1.0, DAYS_ALIKE)
    own = np.array([[a[0] == b[0] for b in others] for a in some], dtype=float)
    return np.asarray(near * days * own)


class _Builder:
    def __init__(self, count: int) -> None:
        self.count = count
        self.parts: list[Array] = []
        self.precisions: list[float] = []
        self.means: list[float] = []
        self.blocks: list[Block] = []
        self.width = 0

    def fixed(self, column: Array, *, spread: float, mean: float = 0.0) -> None:
        """A column of its own; `mean` and `spread` are what its slope is expected to be beforehand."""
        self.means.append(mean)
        self.parts.append(column[:, None])
        self.precisions.append(spread**-2)
        self.width += 1

    def levels(self, name: str, values: Sequence[object], *, scale: float) -> None:
        """A column a level, no two alike."""
        levels = tuple(sorted(set(values), key=str))
        self._block(name, levels, _indicators(values, levels), np.eye(len(levels)), scale)

    def kernel(self, name: str, cells: Sequence[Cell], *, scale: float) -> None:
        """A column a cell, near hours alike."""
        levels = tuple(sorted(set(cells)))
        near = alike(levels, levels) + 1e-4 * np.eye(len(levels))
        self._block(
            name, levels, _indicators(cells, levels), np.asarray(np.linalg.cholesky(near), dtype=float), scale
        )

    def smooth(self, name: str, columns: Array, *, scale: float) -> None:
        """Columns of a curve."""
        self._block(name, tuple(range(columns.shape[1])), columns, np.eye(columns.shape[1]), scale)

    def _block(
        self, name: str, levels: tuple[object, ...], columns: Array, root: Array, scale: float
    ) -> None:
        if len(levels) < 2 and name != "curve":
            return
        where = slice(self.width, self.width + len(levels))
        self.blocks.append(Block(name, levels, where, root, scale))
        self.parts.append(columns @ root)
        self.width += len(levels)

    def design(self, offset: Array) -> Design:
        precisions, means = np.zeros(self.width), np.zeros(self.width)
        inside = np.zeros(self.width, dtype=bool)
        for block in self.blocks:
            inside[block.where] = True
        precisions[~inside], means[~inside] = self.precisions, self.means
        columns = np.hstack(self.parts)
        return Design(columns, offset + columns @ means, tuple(self.blocks), precisions, means)


def _curve(builder: _Builder, days: Array) -> None:
    """A line that may bend every four weeks: each column rises from 0 to 1 over one of the pieces."""
    first, last = float(days.min()), float(days.max())
    pieces = int(np.ceil((last - first) / CURVE_DAYS))
    if pieces:
        starts = first + CURVE_DAYS * np.arange(pieces)
        columns = np.clip((days[:, None] - starts[None, :]) / CURVE_DAYS, 0.0, 1.0)
        builder.smooth("curve", columns - columns.mean(axis=0), scale=0.15)


def _indicators(values: Sequence[object], levels: Sequence[object]) -> Array:
    places = {level: place for place, level in enumerate(levels)}
    columns = np.zeros((len(values), len(levels)))
    columns[np.arange(len(values)), [places[value] for value in values]] = 1.0
    return columns


def _centred(values: Sequence[float]) -> Array:
    column = np.array(values)
    return np.asarray(column - column.mean())


def _cells(cells: Sequence[Cell]) -> Array:
    return np.array([(0, weekend, hour) for _channel, weekend, hour in cells], dtype=float)
