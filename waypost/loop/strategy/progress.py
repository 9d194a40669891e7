"""A later stage says here how the strategy in force goes; the page of the strategy shows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.strategy.domain.pace import share_passed
from waypost.loop.strategy.domain.progress import GoalStanding, Measure, MetricToday, Progress
from waypost.loop.strategy.models import StrategyVersion
from waypost.loop.strategy.queries import current_version, goals_since

Source = Callable[[Access, Workspace, StrategyVersion, Mapping[str, date]], Progress]
"""source(access, workspace, version, starts): what is known of the goals and pillars of the version in force.

`starts` are the days on which its goals began, by key. A source asks the database seldom: the page has 15 questions.
"""

GoalSource = Callable[[Access, Workspace, StrategyVersion, Mapping[str, date]], Mapping[str, GoalStanding]]
"""The same for the goals alone, by key: another page may ask for these without the rest."""

MeasureSource = Callable[[Access, Workspace, Mapping[str, Measure]], Mapping[str, MetricToday]]
"""source(access, workspace, asked): where measures stand today, by the names under which they are asked for."""

_sources: list[Source] = []
_goal_sources: list[GoalSource] = []
_measure_sources: list[MeasureSource] = []


def register(source: Source) -> Source:
    """Add a source, at import of a later stage's panels; also as a decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def register_goals(source: GoalSource) -> GoalSource:
    """Add a source of goals; also as a decorator."""
    if source not in _goal_sources:
        _goal_sources.append(source)
    return source


def register_measures(source: MeasureSource) -> MeasureSource:
    """Add a source of where measures stand; also as a decorator."""
    if source not in _measure_sources:
        _measure_sources.append(source)
    return source


def measures_today(
    access: Access, workspace: Workspace, asked: Mapping[str, Measure]
) -> dict[str, MetricToday]:
    """Ask every source where measures stand, the last word counting; of what names no measure nothing is asked."""
    named = {name: measure for name, measure in asked.items() if measure.metric.strip()}
    if not named:
        return {}
    found = [source(access, workspace, named) for source in _measure_sources]
    return {name: today for each in found for name, today in each.items()}


def progress(
    access: Access, workspace: Workspace, version: StrategyVersion, starts: Mapping[str, date]
) -> Progress:
    """Ask every source, the last word counting; a version that is not in force has no progress."""
    asked = _sources if version.is_current else []
    goals = _goals(access, workspace, version, starts) if version.is_current else {}
    found = [source(access, workspace, version, starts) for source in asked]
    return Progress(
        goals=goals | {key: standing for each in found for key, standing in each.goals.items()},
        shares={key: share for each in found for key, share in each.shares.items()},
        points_off=next((each.points_off for each in found if each.points_off is not None), None),
        href=next((each.href for each in found if each.href), ""),
    )


def first_days(access: Access, workspace: Workspace, version: StrategyVersion) -> dict[str, date]:
    """The day on which each goal of a version began: when it first stood in an accepted one."""
    goals = version.strategy.goals
    known = goals_since(access) if goals else {}
    fallback = version.accepted_at or version.changed_at
    return {goal.key: workspace.local(known.get(goal.key) or fallback).date() for goal in goals}


@dataclass(frozen=True)
class GoalToday:
    """A goal of the strategy in force as another page shows it: how it stands, and how much of its time has passed."""

    label: str
    standing: GoalStanding | None
    passed: float | None

    @property
    def has_bar(self) -> bool:
        return self.passed is not None and self.standing is not None and self.standing.reached is not None


def goal_today(access: Access, workspace: Workspace, key: str) -> GoalToday | None:
    """How a goal stands today; None where the strategy in force does not name it."""
    version = current_version(workspace.pk)
    goal = version.strategy.goal(key) if version is not None else None
    if version is None or goal is None:
        return None
    starts = first_days(access, workspace, version)
    timed = goal.measurable and goal.deadline is not None
    passed = share_passed(starts[key], goal.deadline, workspace.today) if timed else None  # type: ignore[arg-type]
    return GoalToday(goal.label, _goals(access, workspace, version, starts).get(key), passed)


def _goals(
    access: Access, workspace: Workspace, version: StrategyVersion, starts: Mapping[str, date]
) -> dict[str, GoalStanding]:
    found = [source(access, workspace, version, starts) for source in _goal_sources]
    return {key: standing for each in found for key, standing in each.items()}
