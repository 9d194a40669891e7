"""Mix rules such as 70-20-10 against what went out: each pillar counts as the part of the rule that it was given."""

from collections.abc import Iterator
from dataclasses import dataclass

from waypost.loop.analytics.domain.plan import FEW, WORTH, Mix, PlanAgainstActual
from waypost.loop.strategy.domain.document import Strategy


@dataclass(frozen=True)
class PartKept:
    """A part of a rule: the share it asks for, the share that its pillars had, and their keys."""

    label: str
    asked: float
    had: float
    posts: int
    pillars: tuple[str, ...]

    @property
    def points(self) -> float:
        """By how many points it had more than it asks for (negative: less)."""
        return (self.had - self.asked) * 100


@dataclass(frozen=True)
class RuleKept:
    """A rule and its parts, of so many posts whose pillar counts as one of them."""

    label: str
    parts: tuple[PartKept, ...]
    posts: int

    @property
    def findings(self) -> list[PartKept]:
        """The parts that are off by enough, the furthest first."""
        if self.posts < FEW:
            return []
        far = [part for part in self.parts if abs(part.points) >= WORTH]
        return sorted(far, key=lambda part: -abs(part.points))


def rules_of(found: PlanAgainstActual) -> list[RuleKept]:
    """Each rule of the strategy that was in force at the end of some weeks, held against their posts."""
    return list(rules_kept(found.strategy, found.pillars)) if found.strategy is not None else []


def rules_kept(strategy: Strategy, pillars: Mix) -> Iterator[RuleKept]:
    """Hold each rule against the posts of the pillars; a rule of which nothing went out is left out."""
    counts = {line.key: line.posts for line in pillars.lines}
    for rule in strategy.mix_rules:
        of_part = {
            part.label: tuple(key for key, counts_as in rule.pillars.items() if counts_as == part.label)
            for part in rule.parts
        }
        sums = {label: sum(counts.get(key, 0) for key in keys) for label, keys in of_part.items()}
        total = sum(sums.values())
        if total:
            parts = tuple(
                PartKept(
                    part.label, part.share, sums[part.label] / total, sums[part.label], of_part[part.label]
                )
                for part in rule.parts
            )
            yield RuleKept(rule.label, parts, total)
