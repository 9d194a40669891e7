"""Whole things by shares: how many of each, and in which order.

Counts come from the largest remainder (Hamilton, Vinton): everyone gets the whole part of their quota, the rest go
to the largest fractions. It stays within one of every quota (Balinski and Young, *Fair Representation*, 1982), but
alone it says nothing of order, and a larger total may take a seat away (the Alabama paradox). So the order comes from
Tijdeman's rule for the chairman assignment problem (*Discrete Mathematics* 32, 1980, 323-330): next is who has earned
a turn and must have it soonest. After any number of turns nobody is further than one from their share.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, lcm
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Share = int | float | Fraction


def normalised(shares: Mapping[Key, Share]) -> dict[Key, Fraction]:
    """Scale `shares` (any unit, none negative) to a sum of one, in their order, without those that are zero."""
    exact = {key: _exact(share) for key, share in shares.items() if share > 0}
    total = sum(exact.values())
    return {key: share / total for key, share in exact.items()}


def largest_remainder(shares: Mapping[Key, Share], total: int) -> dict[Key, int]:
    """Split `total` whole things by `shares`; equal remainders go to whoever is named first.

    The counts add up to `total`, and each is the quota rounded down or up.
    """
    quotas = {key: share * total for key, share in normalised(shares).items()}
    counts = {key: floor(quota) for key, quota in quotas.items()}
    by_remainder = sorted(quotas, key=lambda key: counts[key] - quotas[key])
    for key in by_remainder[: total - sum(counts.values())]:
        counts[key] += 1
    return counts


def sequence(shares: Mapping[Key, Share], length: int) -> list[Key]:
    """Order `length` turns so that every beginning of the list is within one turn of the shares (Tijdeman).

    The order does not depend on `length`: a longer list starts with the shorter one.
    """
    parts = normalised(shares)
    if len(parts) < 2:
        return [key for key in parts for _turn in range(length)]
    # Whole numbers throughout: `weights` of `whole` are the shares, a `slack`-th of a turn is what the rule forgives.
    whole = lcm(*(share.denominator for share in parts.values()))
    weights = {key: int(share * whole) for key, share in parts.items()}
    slack = 2 * len(parts) - 2
    given = dict.fromkeys(parts, 0)
    due_by = {key: _deadline(0, weight, whole, slack) for key, weight in weights.items()}
    turns: list[Key] = []
    for turn in range(1, length + 1):
        earned = [
            key for key, weight in weights.items() if slack * (weight * turn - given[key] * whole) >= whole
        ]
        chosen = min(earned, key=due_by.__getitem__)
        given[chosen] += 1
        due_by[chosen] = _deadline(given[chosen], weights[chosen], whole, slack)
        turns.append(chosen)
    return turns


def spread(shares: Mapping[Key, Share], sizes: Sequence[int]) -> list[list[Key]]:
    """Deal turns into blocks of `sizes` (weeks of a quarter), each block in the order of its turns.

    Each block's end is within one turn of the shares. The last block lands the whole on the largest remainder's
    counts where these can still be reached, so adding a block changes nothing before the former last one.
    """
    if not normalised(shares):
        return [[] for _size in sizes]
    turns = sequence(shares, sum(sizes))
    blocks: list[list[Key]] = []
    start = 0
    for size in sizes:
        blocks.append(turns[start : start + size])
        start += size
    if sizes and sizes[-1]:
        given = Counter(turns[: -sizes[-1]])
        goal = largest_remainder(shares, len(turns))
        missing = {key: count - given[key] for key, count in goal.items()}
        if min(missing.values()) >= 0:
            blocks[-1] = sequence(missing, sizes[-1])
    return blocks


def shares_left(shares: Mapping[Key, Share], total: int, given: Mapping[Key, int]) -> dict[Key, Fraction]:
    """Say by which shares the rest must be dealt for the whole of `total` to come close to `shares` again."""
    parts = normalised(shares)
    left = {key: max(Fraction(0), share * total - given.get(key, 0)) for key, share in parts.items()}
    return left if sum(left.values()) else parts


def _deadline(given: int, weight: int, whole: int, slack: int) -> int:
    """The last turn at which somebody with `given` turns may have the next one and stay within one of their share."""
    return ceil(Fraction(whole * (slack * (given + 1) - 1), slack * weight))


def _exact(share: Share) -> Fraction:
    return Fraction(share).limit_denominator(1_000_000)
