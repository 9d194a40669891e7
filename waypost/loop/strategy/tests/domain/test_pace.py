from datetime import date

import pytest

from waypost.loop.strategy.domain.pace import share_passed

STARTS_ON, ENDS_ON = date(2027, 1, 1), date(2027, 1, 11)


@pytest.mark.parametrize(
    ("today", "passed"),
    [
        (date(2026, 12, 1), 0.0),
        (date(2027, 1, 1), 0.0),
        (date(2027, 1, 6), 0.5),
        (date(2027, 1, 11), 1.0),
        (date(2028, 1, 1), 1.0),
    ],
)
def test_time_passes_from_nothing_to_all_of_it(today: date, passed: float) -> None:
    assert share_passed(STARTS_ON, ENDS_ON, today) == passed


def test_a_deadline_before_the_start_has_passed() -> None:
    assert share_passed(ENDS_ON, STARTS_ON, ENDS_ON) == 1.0
    assert share_passed(ENDS_ON, STARTS_ON, date(2026, 1, 1)) == 0.0
