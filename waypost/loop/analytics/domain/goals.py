"""How a goal stands: where it is, where its line is, and when it is met if all goes on like this."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from waypost.loop.analytics.domain import pace
from waypost.loop.analytics.domain.aims import Aim, Way
from waypost.loop.analytics.domain.lines import Point
from waypost.loop.strategy.domain.document import Goal

LOOKS_BACK = timedelta(days=28)
"""What adds up or stands at a height goes on as in the last four weeks."""
AT_LEAST = timedelta(days=7)
"""From less than this no pace is read."""


class Standing(StrEnum):
    """How a goal stands against its line."""

    MET = "met"
    AHEAD = "ahead"
    ON_PACE = "on_pace"
    BEHIND = "behind"
    MISSED = "missed"
    UNKNOWN = "unknown"
    INTENTION = "intention"


class Unknown(StrEnum):
    """Why nobody can say how a goal stands."""

    NO_METRIC = "no_metric"
    """No network counts what it names, and nobody wrote it down."""
    NOT_TOLD = "not_told"
    """It is a metric, but no connected network says it."""
    NO_READINGS = "no_readings"
    """Nothing was read yet, or not for as long as its window."""


@dataclass(frozen=True, kw_only=True)
class GoalProgress:
    """One goal against its pace. Without a value (`actual` None) `unknown` says why.

    `baseline` is where the line begins: the strategy's number, else the first that is known. `passed` and `reached`
    are shares of the time and of the way. `meets_on` is the day of the target at this pace, None when it does not
    come nearer or when it is too early to say (`is_early`). `points` are the days that are known.
    """

    key: str
    label: str
    metric: str
    unit: str
    aim: Aim | None
    by_hand: bool
    starts_on: date
    today: date
    deadline: date | None
    target: float | None
    baseline: float | None = None
    actual: float | None = None
    expected: float | None = None
    passed: float = 0.0
    reached: float | None = None
    days_off: int = 0
    meets_on: date | None = None
    is_early: bool = False
    standing: Standing = Standing.UNKNOWN
    unknown: Unknown | None = None
    points: tuple[Point, ...] = ()

    @property
    def is_known(self) -> bool:
        return self.actual is not None

    @property
    def line(self) -> list[Point]:
        """The pace line, on the days of `points`."""
        if self.baseline is None or self.target is None or self.deadline is None:
            return []
        return [(on, self.expected_on(on)) for on, _value in self.points]

    def expected_on(self, on: date) -> float:
        """Where the line stands on a day."""
        assert self.baseline is not None
        assert self.target is not None
        assert self.deadline is not None
        return pace.expected(self.baseline, self.target, pace.share_passed(self.starts_on, self.deadline, on))

    @property
    def is_in_time(self) -> bool:
        """Whether at this pace it is met before its date."""
        return self.meets_on is not None and self.deadline is not None and self.meets_on <= self.deadline


def progress_of(
    goal: Goal,
    *,
    aim: Aim | None,
    starts_on: date,
    today: date,
    points: Sequence[Point] = (),
    by_hand: bool = False,
    unknown: Unknown | None = None,
) -> GoalProgress:
    """Set what is known of a goal against its line. `points` are its number day by day, earliest first."""
    facts = GoalProgress(
        key=goal.key, label=goal.label, metric=goal.metric, unit=goal.unit, aim=aim, by_hand=by_hand,
        starts_on=starts_on, today=today, deadline=goal.deadline, target=_number(goal.target),
        baseline=_number(goal.baseline), points=tuple(points),
    )  # fmt: skip
    if not goal.measurable or goal.target is None or goal.deadline is None:
        return replace(facts, standing=Standing.INTENTION)
    passed = pace.share_passed(starts_on, goal.deadline, today)
    if not points:
        return replace(facts, passed=passed, unknown=unknown or Unknown.NO_READINGS)
    return _stands(facts, passed)


def _stands(facts: GoalProgress, passed: float) -> GoalProgress:
    assert facts.target is not None
    assert facts.deadline is not None
    actual = facts.points[-1][1]
    baseline = facts.baseline if facts.baseline is not None else _begins(facts)
    reached = pace.share_reached(baseline, facts.target, actual)
    meets_on, is_early = _meets(facts, baseline, actual)
    return replace(
        facts,
        baseline=baseline,
        actual=actual,
        expected=pace.expected(baseline, facts.target, passed),
        passed=passed,
        reached=reached,
        days_off=pace.days_off(reached, passed, facts.starts_on, facts.deadline),
        meets_on=meets_on,
        is_early=is_early,
        standing=_standing(reached, passed, facts),
    )


def _begins(facts: GoalProgress) -> float:
    """Where the line begins when the strategy does not say: at nothing for what adds up, else at the first number."""
    adds_up = facts.aim is not None and facts.aim.way is Way.TOTAL and not facts.by_hand
    return 0.0 if adds_up else facts.points[0][1]


def _standing(reached: float, passed: float, facts: GoalProgress) -> Standing:
    assert facts.deadline is not None
    if reached >= 1:
        return Standing.MET
    elif facts.today > facts.deadline:
        return Standing.MISSED
    elif reached < passed - pace.CLOSE:
        return Standing.BEHIND
    else:
        return Standing.AHEAD if reached > passed + pace.AHEAD else Standing.ON_PACE


def _meets(facts: GoalProgress, baseline: float, actual: float) -> tuple[date | None, bool]:
    """The day of the target at this pace, and whether it is too early to say."""
    assert facts.target is not None
    last_on = facts.points[-1][0]
    before_on, before = _begin_of_pace(facts, baseline)
    is_early = last_on - before_on < AT_LEAST
    if is_early and pace.share_reached(baseline, facts.target, actual) < 1:
        return None, True
    found = pace.met_on(baseline, facts.target, actual, today=last_on, before=before, before_on=before_on)
    return found, False


def _begin_of_pace(facts: GoalProgress, baseline: float) -> Point:
    """From where the pace is read: four weeks back for totals and levels; for windows and rates, whose ups and downs
    within weeks are mostly chance, from the beginning."""
    is_smooth = facts.by_hand or (facts.aim is not None and facts.aim.way in {Way.LEVEL, Way.TOTAL})
    if is_smooth:
        since = facts.points[-1][0] - LOOKS_BACK
        earlier = [point for point in facts.points if point[0] <= since]
        return earlier[-1] if earlier else _earliest(facts, baseline)
    return _earliest(facts, baseline)


def _earliest(facts: GoalProgress, baseline: float) -> Point:
    first_on, first = facts.points[0]
    return (facts.starts_on, baseline) if facts.starts_on < first_on else (first_on, first)


def _number(value: float | int | None) -> float | None:
    return None if value is None else float(value)
