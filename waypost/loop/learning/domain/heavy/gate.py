"""Whether a factor may be spoken of at all: how often shuffled posts show as much difference as these do.

The statistic is the score of a block's variance (Lin, *Biometrika* 84, 1997, 309-326): how strongly what the rest
leaves unexplained leans towards the block's columns. Its distribution without an effect comes from shuffling what
is left (Freedman and Lane, *JBES* 1, 1983, 292-298), which asks nothing of the shape of the luck. All factors
together are held to one error rate (Holm, *Scandinavian Journal of Statistics* 6, 1979, 65-70).
"""

from collections.abc import Mapping, Sequence

import numpy as np

from waypost.loop.learning.domain.heavy.design import Array, Design
from waypost.loop.learning.domain.heavy.sampling import Draws

SHUFFLES = 999


def chances(
    design: Design, draws: Draws, weights: Array, factors: Mapping[str, Sequence[str]], *, seed: int
) -> dict[str, float]:
    """The chance of so much difference in each factor where there is none; a factor names its blocks."""
    random = np.random.default_rng(seed)
    precision = weights / (np.mean(draws.noise**2) + draws.counted)
    found = {}
    for name, blocks in factors.items():
        present = [block for block in design.blocks if block.name in blocks]
        if present:
            mine = np.zeros(design.columns.shape[1], dtype=bool)
            for block in present:
                mine[block.where] = True
            left = _unexplained(design, draws, precision, mine)
            scales = np.concatenate([np.full(_width(block.where), block.scale) for block in present])
            found[name] = _chance(design.columns[:, mine] * scales, left, precision, random)
    return found


def spoken_of(chances: Mapping[str, float], error: float) -> frozenset[str]:
    """The factors that stay below `error` together (Holm)."""
    said = []
    for place, (name, chance) in enumerate(sorted(chances.items(), key=lambda item: item[1])):
        if chance > error / (len(chances) - place):
            break
        said.append(name)
    return frozenset(said)


def _unexplained(
    design: Design, draws: Draws, precision: Array, without: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
) -> Array:
    """What a fit without some columns leaves, in units of its standard deviation; tails are pulled in."""
    prior = design.fixed.copy()
    for place, block in enumerate(design.blocks):
        prior[block.where] = np.mean(draws.scales[:, place] ** -2.0)
    columns = design.columns[:, ~without]
    weighted = columns * precision[:, None]
    matrix = weighted.T @ columns + np.diag(prior[~without])
    slopes = np.linalg.solve(matrix, weighted.T @ (draws.level - design.offset))
    left = (draws.level - design.offset - columns @ slopes) * np.sqrt(precision)
    return np.asarray(np.clip(left, -2.5, 2.5))


def _chance(columns: Array, left: Array, precision: Array, random: np.random.Generator) -> float:
    lean = columns * np.sqrt(precision)[:, None]
    lean = lean - lean.mean(axis=0)
    shuffled = random.permuted(np.tile(left, (SHUFFLES, 1)), axis=1)
    seen = float(np.sum((left @ lean) ** 2))
    without = np.sum((shuffled @ lean) ** 2, axis=1)
    return float((1 + np.sum(without >= seen)) / (SHUFFLES + 1))


def _width(where: slice) -> int:
    return int(where.stop - where.start)
