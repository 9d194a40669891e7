"""What each pillar, format, channel, weekday and hour is worth, adjusted for one another, with intervals.

A log-linear model with partially pooled effects (Gelman and Hill, *Data Analysis Using Regression and
Multilevel/Hierarchical Models*, 2007, chapters 11 to 15): small groups lean on all the others, so that nobody wins by
luck. Older posts count less, because taste changes.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from waypost.loop.analytics.domain.times import DAYPARTS
from waypost.loop.learning.domain.found import LEVEL, Factor, Findings, Found, Levers
from waypost.loop.learning.domain.heavy.design import Array, Cell, cell_of
from waypost.loop.learning.domain.heavy.fitting import Fit, fit
from waypost.loop.learning.domain.heavy.gate import chances, spoken_of
from waypost.loop.learning.domain.heavy.moves import moves
from waypost.loop.learning.domain.rows import Row

FEWEST_POSTS = 24
"""Below this nothing is looked at."""
FEWEST_OF_A_LEVEL = 8
"""Below this a level is drawn, but nothing is said of it."""
ERROR = 0.1
"""How often, at most, anything at all may be said of posts among which nothing matters."""
MOVES_ERROR = 0.04
"""A lever is moved where so much difference in its factor is rarer than this; the move must be likely to help, too."""
FACTORS: Mapping[str, Sequence[str]] = {
    "pillar": ("pillar",),
    "format": ("format",),
    "channel": ("channel",),
    "weekday": ("weekday",),
    "hour": ("hour",),
}
"""The factors that are spoken of, and the blocks of the design that hold each."""


def look(
    rows: Sequence[Row],
    levers: Levers | None = None,
    *,
    draws: int = 800,
    seed: int = 0,
    tell: Callable[[float], None] = lambda _done: None,
) -> Findings:
    """Look at posts: effects with intervals, and the moves of `levers` that follow from them.

    Fewer than FEWEST_POSTS say nothing. The same rows give the same findings.
    """
    if len(rows) < FEWEST_POSTS or sum(row.count for row in rows) == 0:
        return Findings(len(rows))
    tell(0.1)
    found = fit(rows, draws=draws, seed=seed)
    tell(0.7)
    chance = chances(found.design, found.draws, found.weights, FACTORS, seed=seed)
    said = spoken_of(chance, ERROR)
    moving = frozenset(name for name, value in chance.items() if value <= MOVES_ERROR)
    tell(0.9)
    return Findings(
        len(rows),
        tuple(Factor(name, value, name in said) for name, value in chance.items()),
        tuple(effect for name in chance for effect in effects(found, name, is_said=name in said)),
        tuple(moves(found, levers, moving)) if levers is not None else (),
        float(np.median(found.draws.noise)),
    )


def effects(found: Fit, factor: str, *, is_said: bool) -> list[Found]:
    """What each level of a factor is worth against the mean of all posts, in parts of one."""
    levels, values = found.levels(FACTORS[factor][0])
    values = values + _on_channels(found, factor, levels)
    if factor == "hour":
        names, values, posts = _dayparts(found, levels, values)
    else:
        names = [str(level) for level in levels]
        counted = Counter(str(getattr(row, factor)) for row in found.rows)
        posts = [counted[name] for name in names]
    typical = values @ (np.array(posts) / max(sum(posts), 1))
    return [
        _found(factor, name, values[:, place] - typical, posts[place], is_said=is_said)
        for place, name in enumerate(names)
        if name
    ]


def _on_channels(found: Fit, factor: str, levels: Sequence[object]) -> Array:
    """What each level is worth beside that on the channels where it went out, weighed by its posts there."""
    pairs, values = found.levels(f"channel × {factor}")
    shares = np.zeros((len(pairs), len(levels)))
    if pairs:
        places = {pair: place for place, pair in enumerate(pairs)}
        columns = {level: place for place, level in enumerate(levels)}
        for row in found.rows:
            level: object = cell_of(row) if factor == "hour" else getattr(row, factor)
            pair = (row.channel, *cell_of(row)[1:]) if factor == "hour" else (row.channel, level)
            shares[places[pair], columns[level]] += 1
        shares /= shares.sum(axis=0)
    return values @ shares


def _found(factor: str, level: str, drawn: Array, posts: int, *, is_said: bool) -> Found:
    low, value, high = np.expm1(np.quantile(drawn, [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2]))
    is_said = is_said and posts >= FEWEST_OF_A_LEVEL
    is_clear = is_said and (low > 0 or high < 0)
    return Found(factor, level, float(value), float(low), float(high), posts, is_said, bool(is_clear))


def _dayparts(found: Fit, cells: Sequence[object], values: Array) -> tuple[list[str], Array, list[int]]:
    """Hours put together to parts of the day, of weekdays and of weekends."""
    known: list[Cell] = [cell for cell in cells if isinstance(cell, tuple)]
    counted: Counter[Cell] = Counter(cell_of(row) for row in found.rows)
    names, columns, posts = [], [], []
    for weekend in (0, 1):
        for name, (_words, first, end) in DAYPARTS.items():
            places = [
                place for place, cell in enumerate(known) if cell[1] == weekend and first <= cell[2] < end
            ]
            if places:
                share = np.array([float(counted[known[place]]) for place in places])
                names.append(f"{'weekend' if weekend else 'week'}-{name}")
                columns.append(values[:, places] @ (share / share.sum()))
                posts.append(int(share.sum()))
    return names, np.array(columns).T if columns else values[:, :0], posts
