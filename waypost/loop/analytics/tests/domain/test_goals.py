from datetime import date, timedelta
from typing import Any

from waypost.loop.analytics.domain.aims import aim_of
from waypost.loop.analytics.domain.goals import GoalProgress, Standing, Unknown, progress_of
from waypost.loop.strategy.domain.document import Goal

START = date(2026, 1, 1)
TODAY = date(2026, 7, 2)
END = date(2026, 12, 31)


def goal(**fields: Any) -> Goal:
    facts = {"key": "orders", "label": "Orders", "metric": "Orders", "target": 100, "deadline": END}
    return Goal(**{**facts, **fields})


def stands(points: list[tuple[int, float]], **more: Any) -> GoalProgress:
    """Progress with a value so many days before today."""
    found = goal(**more)
    known = [(TODAY - timedelta(days=ago), value) for ago, value in points]
    return progress_of(found, aim=aim_of(found.metric), starts_on=START, today=TODAY, points=known)


def test_half_of_the_time_and_half_of_the_way_is_on_pace():
    found = stands([(28, 40), (0, 50)])

    assert found.standing is Standing.ON_PACE
    assert (found.expected, found.days_off) == (50, 0)
    assert found.meets_on == TODAY + timedelta(days=140)
    assert found.is_in_time


def test_behind_says_by_how_many_days_and_when_it_would_be_met():
    found = stands([(28, 30), (0, 34)])

    assert found.standing is Standing.BEHIND
    assert found.days_off == -58
    assert found.meets_on == TODAY + timedelta(days=462)
    assert not found.is_in_time


def test_ahead_met_and_missed():
    assert stands([(28, 50), (0, 70)]).standing is Standing.AHEAD
    assert stands([(28, 50), (0, 100)]).standing is Standing.MET
    assert stands([(28, 50), (0, 70)], deadline=TODAY - timedelta(days=1)).standing is Standing.MISSED


def test_it_may_be_too_early_to_say_when():
    found = progress_of(
        goal(), aim=aim_of("Orders"), starts_on=TODAY - timedelta(days=3), today=TODAY,
        points=[(TODAY - timedelta(days=number), 9.0 - number) for number in range(3, -1, -1)],
    )  # fmt: skip

    assert found.is_early
    assert found.meets_on is None


def test_what_does_not_come_nearer_has_no_date_and_is_not_early():
    found = stands([(28, 50), (0, 50)])

    assert found.meets_on is None
    assert not found.is_early


def test_an_intention_is_not_measured():
    assert stands([], target=None).standing is Standing.INTENTION
    assert stands([(0, 4)], metric="").standing is Standing.INTENTION


def test_without_numbers_it_says_why():
    found = progress_of(goal(), aim=None, starts_on=START, today=TODAY, unknown=Unknown.NO_METRIC)

    assert (found.standing, found.unknown, found.actual) == (Standing.UNKNOWN, Unknown.NO_METRIC, None)
    assert found.passed == 0.5


def test_the_line_begins_at_the_first_number_where_the_strategy_names_none():
    assert stands([(100, 600), (0, 650)], metric="Followers", target=1000).baseline == 600
    assert stands([(100, 60), (0, 65)]).baseline == 0
    assert stands([(100, 60), (0, 65)], baseline=38).baseline == 38


def test_a_window_s_pace_is_read_from_its_beginning():
    found = stands([(181, 38), (28, 60), (0, 50)], metric="Orders a month", baseline=38, target=62)

    assert found.meets_on == TODAY + timedelta(days=182)


def test_the_pace_line_lies_under_every_point():
    found = stands([(28, 40), (0, 50)])

    assert [on for on, _value in found.line] == [on for on, _value in found.points]
    assert found.line[-1][1] == 50
