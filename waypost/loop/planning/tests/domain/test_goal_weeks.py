from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.planning.domain.goal_weeks import Known, goal_in_period
from waypost.loop.planning.domain.rhythm import weeks_of
from waypost.loop.strategy.domain.document import Goal

FIRST, LAST = date(2026, 10, 5), date(2026, 11, 1)
SUBSCRIBERS = Goal(
    key="subscribers",
    label="Subscribers",
    metric="subscribers",
    baseline=100,
    target=200,
    deadline=date(2026, 11, 1),
)


def in_period(goal=SUBSCRIBERS, *, off=(), starts_on=FIRST, today=FIRST, known=None, chosen=None):
    weeks = weeks_of(FIRST, LAST, frozenset(off))
    return goal_in_period(
        goal, weeks, starts_on=starts_on, today=today, known=known or Known(), chosen=chosen
    )


def test_a_goal_follows_its_line_week_by_week_to_its_target():
    found = in_period()

    assert [round(week.target) for week in found.weeks] == [125, 150, 175, 200]
    assert not found.is_set


def test_a_week_of_days_off_is_asked_for_nothing():
    off = [FIRST + timedelta(days=7 + number) for number in range(7)]

    assert [round(week.step) for week in in_period(off=off).weeks] == [33, 0, 33, 33]


def test_a_target_of_this_period_takes_the_place_of_the_line():
    found = in_period(chosen=160)

    assert found.is_set
    assert [round(week.target) for week in found.weeks] == [115, 130, 145, 160]


def test_the_weeks_that_passed_say_where_it_stood_and_today_against_the_plan():
    known = Known(
        points=((date(2026, 10, 5), 100.0), (date(2026, 10, 11), 120.0), (date(2026, 10, 14), 128.0))
    )

    found = in_period(today=date(2026, 10, 14), known=known)

    assert [week.actual for week in found.weeks] == [120.0, 128.0, None, None]
    assert found.expected == pytest.approx(125 + 25 * 3 / 7)
    assert found.kept is False


@pytest.mark.parametrize(("now", "kept"), [(262.0, True), (240.0, False)])
def test_a_goal_that_is_past_its_line_is_asked_to_stay_and_not_to_go_back(now, kept):
    known = Known(points=((FIRST, 250.0), (date(2026, 10, 14), now)))

    found = in_period(today=date(2026, 10, 14), known=known)

    assert found.is_past
    assert {week.target for week in found.weeks} == {250.0}
    assert {week.step for week in found.weeks} == {0.0}
    assert found.kept is kept


def test_a_goal_that_is_to_fall_and_fell_further_stays_there():
    hours = SUBSCRIBERS.model_copy(update={"baseline": 10, "target": 2})

    found = in_period(hours, today=FIRST, known=Known(points=((FIRST, 1.0),)))

    assert (found.is_past, found.ends, found.kept) == (True, 1.0, True)


def test_less_is_better_where_the_target_is_below_the_baseline():
    hours = SUBSCRIBERS.model_copy(update={"baseline": 10, "target": 2})
    known = Known(points=((date(2026, 10, 18), 3.0),))

    assert in_period(hours, today=date(2026, 10, 18), known=known).kept is True


@pytest.mark.parametrize(
    ("changed", "missing"),
    [({"baseline": None}, ("baseline",)), ({"target": None, "deadline": None}, ("target", "deadline"))],
)
def test_what_it_takes_to_break_a_goal_down_is_named(changed, missing):
    found = in_period(SUBSCRIBERS.model_copy(update=changed))

    assert found.weeks == ()
    assert found.missing == missing


def test_a_period_before_the_goal_began_and_one_after_its_day_stand_still():
    late = SUBSCRIBERS.model_copy(update={"deadline": FIRST - timedelta(days=1)})

    found = in_period(late, starts_on=FIRST - timedelta(days=60))

    assert {week.step for week in found.weeks} == {0.0}


@given(st.floats(-1e5, 1e5), st.floats(-1e5, 1e5), st.sets(st.integers(0, 27)))
def test_the_steps_add_up_to_the_way(begins, ends, off):
    goal = SUBSCRIBERS.model_copy(update={"baseline": begins})

    found = in_period(goal, off=[FIRST + timedelta(days=number) for number in off], chosen=ends)

    assert sum(week.step for week in found.weeks) == pytest.approx(ends - begins, abs=1e-6)
    assert found.weeks[-1].target == pytest.approx(ends, abs=1e-6)
