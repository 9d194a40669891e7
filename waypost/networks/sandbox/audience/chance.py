"""Chance that can be repeated: every draw has its own place, named by what it is for, and leans on no other draw.

So a post's luck is the same whoever asks first and however often, and one policy's posts do not shift another's.
"""

from __future__ import annotations

import hashlib
from math import exp, log, sqrt
from random import Random


def chance(seed: int, *place: object) -> Random:
    """The random numbers of one place, such as (post id, "likes")."""
    text = ":".join(map(str, (seed, *place)))
    return Random(int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()))  # noqa: S311


def luck(draw: Random, spread: float) -> float:
    """A factor around 1 (its mean): lognormal, `spread` is the standard deviation of its logarithm."""
    return exp(draw.gauss(0.0, spread) - spread * spread / 2) if spread else 1.0


def count_of(mean: float, draw: Random) -> int:
    """A count with this mean: Poisson; by the normal curve where the mean is large (above 60)."""
    if mean <= 0:
        return 0
    if mean > 60:
        return max(0, round(draw.gauss(mean, sqrt(mean))))
    limit, product, count = exp(-mean), draw.random(), 0
    while product > limit:
        product *= draw.random()
        count += 1
    return count


SHAPE = 0.6
HALF_HOURS = 3.0
"""After this many hours half of all that will ever come has come."""
_SCALE = HALF_HOURS / log(2) ** (1 / SHAPE)


def come_by(hours: float) -> float:
    """Which share of what a post will ever get has come after so many hours: fast at first, never falling, at last 1."""
    if hours <= 0:
        return 0.0
    return 1.0 - exp(-((hours / _SCALE) ** SHAPE)) if hours < OLD_HOURS else 1.0


OLD_HOURS = 24 * 28.0
"""After four weeks everything has come."""


def hours_until(share: float) -> float:
    """After how many hours this share of everything has come; the inverse of `come_by`."""
    return float(min(_SCALE * (-log(1.0 - share)) ** (1 / SHAPE), OLD_HOURS)) if share > 0 else 0.0
