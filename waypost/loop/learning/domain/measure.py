"""What learning goes by: the count of a post that the strategy's goals are about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from waypost.loop.analytics.domain.aims import aim_of
from waypost.loop.analytics.domain.metrics import BY_KEY, Definition
from waypost.loop.strategy.domain.document import Strategy
from waypost.networks.contract import Counts, Metric

OTHERWISE = ("engagements", "clicks", "likes", "impressions")
"""What is gone by where no goal names a metric that posts have."""
ENOUGH = 0.5
"""A metric is gone by where at least this part of the posts has it."""


@dataclass(frozen=True)
class Measure:
    """A metric that posts have: the sum of its parts. `goal` is the key of the goal that asks for it, or nothing."""

    key: str
    label: str
    parts: tuple[Metric, ...]
    goal: str = ""

    @property
    def per_post(self) -> str:
        """As people read it: “clicks per post”."""
        return f"{self.label.lower()} per post"

    def of(self, counts: Mapping[Metric, int]) -> int | None:
        """What a post has of it; None where the network says none of its parts."""
        known = [counts[part] for part in self.parts if part in counts]
        return sum(known) if known else None


def measures_of(strategy: Strategy) -> list[Measure]:
    """The measures that the strategy's goals ask for, in its order, then those that are taken otherwise.

    A goal that is a rate is helped by what stands above its line; followers are no count of a post.
    """
    asked = [
        _measure(aim.metric, goal.key)
        for goal in strategy.goals
        if (aim := aim_of(goal.metric, goal.unit)) is not None and not aim.metric.is_level
    ]
    found: dict[str, Measure] = {}
    for measure in [*asked, *(_measure(BY_KEY[key], "") for key in OTHERWISE)]:
        found.setdefault(measure.key, measure)
    return list(found.values())


def measure_called(key: str) -> Measure | None:
    """The measure with a metric's key, as it was gone by; None where no metric is called so any more."""
    return _measure(BY_KEY[key], "") if key in BY_KEY else None


def chosen(measures: Iterable[Measure], counts: Sequence[Counts]) -> Measure | None:
    """The first measure that enough posts have, and that is not nought for all; None where there is none."""
    for measure in measures:
        known = [value for count in counts if (value := measure.of(count)) is not None]
        if len(known) >= ENOUGH * len(counts) and sum(known) > 0:
            return measure
    return None


def _measure(definition: Definition, goal: str) -> Measure:
    """Go by the counted metric where a definition of one part is a rate of it."""
    if len(definition.parts) == 1:
        counted = BY_KEY.get(definition.parts[0].value.replace("_", "-"), definition)
        return Measure(counted.key, counted.label, definition.parts, goal)
    return Measure("engagements", BY_KEY["engagements"].label, definition.parts, goal)
