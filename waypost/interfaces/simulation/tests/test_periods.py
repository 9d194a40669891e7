from datetime import date, timedelta

from waypost.interfaces.simulation.periods import periods

MONDAY = date(2027, 1, 4)


def test_periods_reach_from_review_to_review_and_not_past_the_end() -> None:
    found = list(periods(MONDAY, 30))

    assert [(period.quarter, period.weeks) for period in found] == [
        (1, 4),
        (1, 4),
        (1, 5),
        (2, 4),
        (2, 4),
        (2, 5),
        (3, 4),
    ]
    assert [period.first_on for period in found[1:]] == [
        period.last_on + timedelta(days=1) for period in found[:-1]
    ]
    mondays = [monday for period in found for monday in period.mondays]
    assert mondays == [MONDAY + timedelta(weeks=n) for n in range(30)]


def test_a_single_week_is_a_period() -> None:
    assert [period.weeks for period in periods(MONDAY, 1)] == [1]
