import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.analytics.domain.margins import margin, wilson


def test_wilsons_interval_of_ten_in_a_hundred():
    low, high = wilson(10, 100)

    assert low == pytest.approx(0.0608, abs=0.0005)
    assert high == pytest.approx(0.1599, abs=0.0005)


def test_what_is_no_share_of_trials_has_no_margin():
    assert margin(3, 0) is None
    assert margin(5, 3) is None


@given(st.integers(1, 10**7).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_interval_holds_the_rate_and_stays_between_nought_and_one(pair: tuple[int, int]):
    part, whole = pair

    low, high = wilson(part, whole)

    assert 0 <= low <= part / whole + 1e-12
    assert part / whole - 1e-12 <= high <= 1


@given(st.integers(0, 500), st.integers(500, 5000), st.integers(2, 50))
def test_more_trials_leave_less_to_chance(part: int, whole: int, times: int):
    assert (margin(part * times, whole * times) or 0) < (margin(part, whole) or 0)
