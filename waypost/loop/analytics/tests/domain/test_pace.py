from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from waypost.loop.analytics.domain import pace

START, END = date(2026, 1, 1), date(2026, 12, 31)
numbers = st.floats(-1e6, 1e6)
days = st.integers(0, 364).map(lambda number: START + timedelta(days=number))


def test_the_line_is_straight_from_baseline_to_target():
    half = pace.share_passed(START, END, date(2026, 7, 2))

    assert half == 0.5
    assert pace.expected(40, 60, half) == 50
    assert pace.expected(60, 40, half) == 50


def test_it_is_met_when_as_much_comes_as_came():
    met = pace.met_on(0, 100, 40, today=date(2026, 3, 1), before=20, before_on=date(2026, 2, 1))

    assert met == date(2026, 3, 1) + timedelta(days=84)


def test_what_does_not_come_nearer_has_no_date():
    assert pace.met_on(0, 100, 40, today=END, before=40, before_on=START) is None
    assert pace.met_on(0, 100, 40, today=END, before=60, before_on=START) is None
    assert pace.met_on(0, 1e9, 1, today=END, before=0, before_on=START) is None


def test_a_goal_may_be_to_have_less():
    assert pace.share_reached(200, 100, 150) == 0.5
    assert pace.met_on(200, 100, 150, today=END, before=160, before_on=END - timedelta(days=10)) == (
        END + timedelta(days=50)
    )


@given(numbers, numbers, days)
def test_on_the_line_exactly_as_much_is_reached_as_has_passed(baseline: float, target: float, today: date):
    assume(abs(target - baseline) > 1e-3)
    passed = pace.share_passed(START, END, today)

    reached = pace.share_reached(baseline, target, pace.expected(baseline, target, passed))

    assert reached == pytest.approx(passed, abs=1e-6)
    assert pace.days_off(reached, passed, START, END) == 0


@given(numbers, numbers, numbers, numbers, st.integers(1, 400))
def test_a_date_never_lies_in_the_past_nor_beyond_five_years(
    baseline: float, target: float, actual: float, before: float, ago: int
):
    met = pace.met_on(baseline, target, actual, today=END, before=before, before_on=END - timedelta(days=ago))

    assert met is None or END <= met <= END + pace.FARTHEST


@given(days, days)
def test_time_passes_from_nought_to_one(deadline: date, today: date):
    assert 0 <= pace.share_passed(START, deadline, today) <= 1
    assert pace.share_passed(START, deadline, deadline) == 1
