"""What the page of one version shows besides its document."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.gate import WorkspaceRequest
from waypost.loop.strategy.domain.cascade import cascade
from waypost.loop.strategy.domain.document import (
    ChannelRole,
    Goal,
    Objective,
    Pillar,
    Strategy,
)
from waypost.loop.strategy.domain.mixing import weighed
from waypost.loop.strategy.domain.pace import share_passed
from waypost.loop.strategy.domain.progress import GoalStanding, Progress
from waypost.loop.strategy.domain.sections import SECTIONS
from waypost.loop.strategy.domain.week_words import time_in_words
from waypost.loop.strategy.models import StrategyVersion
from waypost.loop.strategy.progress import first_days, progress
from waypost.loop.strategy.views.crisis import crisis_of
from waypost.loop.strategy.views.labels import labels
from waypost.loop.strategy.views.still import still
from waypost.ui.charts import Part


@dataclass(frozen=True)
class GoalLine:
    """A goal with its objective, and how much of its time has passed (None for an intention).

    `outcome` is what an objective of the same name says beyond that name.
    """

    goal: Goal
    objective: str
    passed: float | None
    outcome: str = ""
    standing: GoalStanding | None = None

    @property
    def pace(self) -> str:
        return f"{(self.passed or 0) * 100:.1f}%"

    @property
    def reached(self) -> float | None:
        """How much of the way is done, where that is known."""
        return self.standing.reached if self.standing else None


@dataclass(frozen=True)
class PillarLine:
    """A pillar with the names of whom and what it serves."""

    pillar: Pillar
    personas: tuple[str, ...]
    goals: tuple[str, ...]
    stages: tuple[str, ...]
    adaptations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class RoleLine:
    """A channel role with its times in words, and whether a channel plays it (None: this member cannot know)."""

    role: ChannelRole
    times: tuple[str, ...]
    is_connected: bool | None


def brief(
    request: WorkspaceRequest, version: StrategyVersion, *, edits: bool = False, how_it_goes: bool = True
) -> dict[str, Any]:
    """Everything that the page of `version` arranges, for those who may edit it, with how it goes where that is asked for."""
    drawn = still(version, request.workspace.slug, edits=edits)
    strategy, today = version.strategy, request.workspace.today
    starts = first_days(request.access, request.workspace, version)
    told = progress(request.access, request.workspace, version, starts) if how_it_goes else Progress()
    return {
        "version": version,
        "edits": edits,
        "still": drawn,
        "progress": told,
        "strategy": strategy,
        "sections": {section.name: section for section in SECTIONS},
        "lacking": drawn.lacking,
        "goals": [_goal_line(goal, strategy, starts[goal.key], today, told) for goal in strategy.goals],
        "cascade": cascade(strategy),
        "objectives": [objective for objective in strategy.objectives if not _is_said(objective, strategy)],
        "pillars": [_pillar(pillar, strategy) for pillar in strategy.pillars],
        "mix": [
            Part(pillar.label, pillar.hue, pillar.share, told.shares.get(pillar.key))
            for pillar in strategy.pillars
        ],
        "mix_rules": list(weighed(strategy)),
        "roles": _roles(request, strategy),
        "has_evergreen": any(role.evergreen_share for role in strategy.channel_roles),
        **crisis_of(strategy, today),
    }


def _goal_line(goal: Goal, strategy: Strategy, starts_on: date, today: date, told: Progress) -> GoalLine:
    passed = share_passed(starts_on, goal.deadline, today) if goal.measurable and goal.deadline else None
    line = _goal(goal, strategy.objective(goal.objective or ""), passed)
    return replace(line, standing=told.goals.get(goal.key))


def _goal(goal: Goal, objective: Objective | None, passed: float | None) -> GoalLine:
    """An objective in the words of its goal is not said twice."""
    if objective is None:
        return GoalLine(goal, "", passed)
    elif not _alike(objective.label, goal.label):
        return GoalLine(goal, objective.label, passed)
    else:
        return GoalLine(goal, "", passed, "" if _alike(objective.outcome, goal.label) else objective.outcome)


def _is_said(objective: Objective, strategy: Strategy) -> bool:
    """Whether one of its goals says an objective already, by its name."""
    mine = (goal for goal in strategy.goals if goal.objective == objective.key)
    return any(_alike(goal.label, objective.label) for goal in mine)


def _alike(first: str, second: str) -> bool:
    return first.casefold().rstrip(" .…") == second.casefold().rstrip(" .…")


def _pillar(pillar: Pillar, strategy: Strategy) -> PillarLine:
    return PillarLine(
        pillar,
        labels(strategy.personas, pillar.personas),
        labels(strategy.goals, pillar.goals),
        labels(strategy.funnel_stages, pillar.funnel_stages),
        tuple(
            (role.label, pillar.adaptations[role.key])
            for role in strategy.channel_roles
            if role.key in pillar.adaptations
        ),
    )


def _roles(request: WorkspaceRequest, strategy: Strategy) -> list[RoleLine]:
    connected = (
        set(channels(request.access).values_list("key", flat=True)) if strategy.channel_roles else set()
    )
    return [
        RoleLine(
            role,
            tuple(time_in_words(time) for time in role.times),
            True if role.key in connected else None if request.access.limited else False,
        )
        for role in strategy.channel_roles
    ]
