from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.analytics.domain import lines

MONDAY = date(2026, 10, 19)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


daily = st.dictionaries(st.integers(-40, 40).map(day), st.integers(0, 1000).map(float))


def test_a_total_begins_with_what_was_there():
    assert lines.totals({day(1): 5.0}, day(0), day(2), 38) == [(day(0), 38), (day(1), 43), (day(2), 43)]


def test_a_window_forgets_what_is_older():
    gained = {day(-1): 2.0, day(0): 3.0, day(1): 4.0}

    assert lines.windows(gained, 2, day(0), day(2)) == [(day(0), 5.0), (day(1), 7.0), (day(2), 4.0)]


def test_a_rate_is_left_out_where_there_is_nothing_to_divide_by():
    assert lines.rates({day(1): 1.0}, {day(1): 4.0}, 1, day(0), day(2)) == [(day(1), 0.25)]


def test_followers_stand_until_a_channel_says_otherwise_and_begin_when_all_have_spoken():
    said = [(1, day(-3), 100.0), (2, day(1), 40.0), (1, day(2), 110.0)]

    assert lines.levels(said, day(0), day(3)) == [(day(1), 140.0), (day(2), 150.0), (day(3), 150.0)]
    assert lines.levels([], day(0), day(3)) == []


@given(daily, st.integers(1, 30))
def test_a_window_is_the_sum_of_its_days(gained: dict[date, float], width: int):
    for on, value in lines.windows(gained, width, day(0), day(9)):
        assert value == sum(gained.get(on - timedelta(days=back), 0) for back in range(width))


@given(daily)
def test_totals_end_with_the_sum_of_all_days(gained: dict[date, float]):
    points = lines.totals(gained, day(-40), day(40))

    assert points[-1][1] == sum(gained.values())
