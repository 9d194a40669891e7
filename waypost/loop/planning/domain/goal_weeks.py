"""A goal's number broken down by the weeks of a period: where it should stand at the end of each, and where it stood.

What a week should bring follows from its days on which something goes out: a week of days off is asked for nothing.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from waypost.loop.planning.domain.rhythm import Week
from waypost.loop.strategy.domain.document import Goal
from waypost.loop.strategy.domain.pace import share_passed


@dataclass(frozen=True)
class Known:
    """What a later stage knows of a goal: where its line begins (None: nobody knows), and its number day by day."""

    baseline: float | None = None
    points: tuple[tuple[date, float], ...] = ()

    def on(self, day: date) -> float | None:
        """The last number on or before a day."""
        index = bisect_right(self.points, day, key=lambda point: point[0])
        return self.points[index - 1][1] if index else None


@dataclass(frozen=True)
class GoalWeek:
    """One week: its last day in the period, what the goal should stand at then, by how much it moves, and where it stood.

    `actual` is None for weeks that have not begun and where nobody knows.
    """

    ends_on: date
    target: float
    step: float
    actual: float | None = None


@dataclass(frozen=True)
class GoalInPeriod:
    """A goal over a period. Without `weeks` it has no number to begin or to end with, and `missing` says which.

    `is_set` says that a person chose `ends` for this period; otherwise it is where the goal's own line leads, or, where it
    `is_past` that already, where it stands: nobody is asked to go back.
    `kept` is whether the last known number is at least where it should be; None where nobody knows or it is too early.
    """

    key: str
    label: str
    unit: str
    begins: float | None = None
    ends: float | None = None
    is_set: bool = False
    is_past: bool = False
    weeks: tuple[GoalWeek, ...] = ()
    actual: float | None = None
    expected: float | None = None
    kept: bool | None = None
    missing: tuple[str, ...] = field(default=())


def goal_in_period(
    goal: Goal,
    weeks: Sequence[Week],
    *,
    starts_on: date,
    today: date,
    known: Known,
    chosen: float | None = None,
) -> GoalInPeriod:
    """Break a goal down by the `weeks` of a period; `starts_on` is the day its line begins, `chosen` a set target."""
    first_on, last_on = weeks[0].days[0], weeks[-1].days[-1]
    baseline = float(goal.baseline) if goal.baseline is not None else known.baseline
    line = _Line(goal, baseline, starts_on)
    stood = known.on(first_on) if first_on <= today else None
    begins = stood if stood is not None else line.on(first_on)
    ends, is_past = (chosen, False) if chosen is not None else line.asks(begins, last_on)
    facts = {
        "key": goal.key,
        "label": goal.label,
        "unit": goal.unit,
        "is_set": chosen is not None,
        "is_past": is_past,
    }
    if begins is None or ends is None:
        missing = [*goal.missing, *(["baseline"] if baseline is None and not goal.missing else [])]
        return GoalInPeriod(**facts, ends=ends, missing=tuple(missing))  # type: ignore[arg-type]
    steps = _steps(weeks, begins, ends, today, known)
    now, expected = known.on(today), _expected(begins, steps, weeks, today)
    is_known = now is not None and expected is not None and first_on <= today
    kept = (
        ((now - expected) * (line.way if is_past else _way(begins, ends)) >= 0)
        if is_known and now is not None and expected is not None
        else None
    )
    return GoalInPeriod(
        **facts,  # type: ignore[arg-type]
        begins=begins,
        ends=ends,
        weeks=tuple(steps),
        actual=now,
        expected=expected,
        kept=kept,
    )


@dataclass(frozen=True)
class _Line:
    """The straight line of a goal from its first number to its target."""

    goal: Goal
    baseline: float | None
    starts_on: date

    def on(self, day: date) -> float | None:
        if not self.goal.measurable or self.baseline is None:
            return None
        assert self.goal.target is not None
        assert self.goal.deadline is not None
        passed = share_passed(self.starts_on, self.goal.deadline, day)
        return self.baseline + (float(self.goal.target) - self.baseline) * passed

    @property
    def way(self) -> int:
        """1 where the goal is to rise, -1 where it is to fall."""
        return _way(self.baseline or 0.0, float(self.goal.target or 0))

    def asks(self, begins: float | None, last_on: date) -> tuple[float | None, bool]:
        """Where the line wants the goal on the last day, and whether it stood beyond that when the period began."""
        leads = self.on(last_on)
        if begins is None or leads is None or (leads - begins) * self.way >= 0:
            return leads, False
        return begins, True


def _steps(weeks: Sequence[Week], begins: float, ends: float, today: date, known: Known) -> list[GoalWeek]:
    weights = [len(week.open_days) for week in weeks]
    if not any(weights):
        weights = [len(week.days) for week in weeks]
    total, done, found = sum(weights), 0, []
    for week, weight in zip(weeks, weights, strict=True):
        done += weight
        last_on = week.days[-1]
        actual = known.on(min(last_on, today)) if week.days[0] <= today else None
        found.append(
            GoalWeek(
                ends_on=last_on,
                target=begins + (ends - begins) * done / total,
                step=(ends - begins) * weight / total,
                actual=actual,
            )
        )
    return found


def _expected(begins: float, steps: Sequence[GoalWeek], weeks: Sequence[Week], today: date) -> float | None:
    """Where it should stand today: within a week the step counts by its days that have passed."""
    before = begins
    for step, week in zip(steps, weeks, strict=True):
        if today <= step.ends_on:
            passed = sum(day <= today for day in week.days) / len(week.days)
            return before + step.step * passed if today >= week.days[0] else None
        before = step.target
    return before


def _way(begins: float, ends: float) -> int:
    return 1 if ends >= begins else -1
