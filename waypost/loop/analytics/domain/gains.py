"""What a counter's new value means: totals that a post keeps, and what was gained since the reading before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from waypost.networks.contract import Counts, Metric

TAKEN_BACK = frozenset({Metric.LIKES, Metric.COMMENTS, Metric.SHARES, Metric.SAVES, Metric.FOLLOWERS})
"""What people can take back: these counters may fall. All others only rise, unless the network begins anew."""


@dataclass(frozen=True, slots=True)
class Step:
    """Totals after a reading, and by how much each metric moved."""

    totals: Mapping[Metric, int]
    gains: Mapping[Metric, int]


def step(before: Counts, said: Counts) -> Step:
    """Set what a network says against what was known.

    A metric that it no longer says keeps its total. A counter that can only rise and fell was reset or counted anew
    at the network: the larger total stays, and nothing was gained.
    """
    totals, gains = dict(before), {}
    for metric, value in said.items():
        known = before.get(metric, 0)
        kept = value if metric in TAKEN_BACK else max(value, known)
        totals[metric] = kept
        gains[metric] = kept - known
    return Step(totals, gains)


def credited_on(published_on: date, read_on: date, *, is_first: bool) -> date:
    """The day to which a gain belongs: a first reading that comes late tells of the day of publication."""
    return published_on if is_first else read_on
