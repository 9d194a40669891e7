"""Says where the measure of a goal stands today, to whoever writes the goal."""

from datetime import date

from waypost.loop.analytics.domain.aims import Way
from waypost.loop.analytics.domain.goals import GoalProgress
from waypost.loop.analytics.figures import day_words
from waypost.loop.analytics.goal_words import WHY_UNKNOWN, GoalWords
from waypost.loop.analytics.queries.goals import Counted
from waypost.loop.strategy.domain.progress import Measure, MetricToday
from waypost.toolkit.wording import _

FROM_THE_DAY = _("“{metric}” adds up from the day on which the goal is set: it begins at nothing.")


def measure_today(measure: Measure, counted: Counted, today: date) -> MetricToday:
    """Where a measure stands, from where that is known and of which day, or why nobody knows."""
    if counted.unknown is not None:
        return MetricToday(WHY_UNKNOWN[counted.unknown].format(metric=measure.metric))
    elif counted.last is None:
        return MetricToday(FROM_THE_DAY.format(metric=measure.metric))
    on, number = counted.last
    words = GoalWords(_as_goal(measure, counted, today, number), href="")
    adds_up = not counted.by_hand and counted.aim is not None and counted.aim.way is Way.TOTAL
    how = f"{words.way.removesuffix('.')}; the last number is of {day_words(on, today)}."
    value = round(number, 2 if abs(number) > 1 else 4)
    return MetricToday(how, words.actual, value, begins=not adds_up)


def _as_goal(measure: Measure, counted: Counted, today: date, number: float) -> GoalProgress:
    return GoalProgress(
        key=measure.key, label="", metric=measure.metric, unit=measure.unit, aim=counted.aim,
        by_hand=counted.by_hand, starts_on=measure.since or today, today=today, deadline=None,
        target=measure.scale, actual=number,
    )  # fmt: skip
