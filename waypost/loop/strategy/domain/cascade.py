"""The way from what the business wants to what is counted: objective, goal, figure, and the pillars that work for it."""

from dataclasses import dataclass

from waypost.loop.strategy.domain.document import Goal, Objective, Pillar, Strategy


@dataclass(frozen=True)
class Leaf:
    """A goal, and the pillars that serve it."""

    goal: Goal
    pillars: tuple[Pillar, ...]


@dataclass(frozen=True)
class Branch:
    """An objective with its goals; None gathers the goals that name no objective."""

    objective: Objective | None
    goals: tuple[Leaf, ...]


def cascade(strategy: Strategy) -> tuple[Branch, ...]:
    """Give every objective with its goals; nothing while no goal has a figure, since there is nowhere to lead to."""
    if not strategy.objectives or not any(goal.metric for goal in strategy.goals):
        return ()
    branches = [Branch(objective, _leaves(strategy, objective.key)) for objective in strategy.objectives]
    loose = Branch(None, _leaves(strategy, None))
    return (*branches, loose) if loose.goals else tuple(branches)


def _leaves(strategy: Strategy, objective: str | None) -> tuple[Leaf, ...]:
    return tuple(
        Leaf(goal, tuple(pillar for pillar in strategy.pillars if goal.key in pillar.goals))
        for goal in strategy.goals
        if goal.objective == objective
    )
