from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.analytics.domain.ageing import FIRST, next_reading

BORN = datetime(2026, 10, 24, 22, 50, tzinfo=UTC)
"""Ten minutes before summer time ends in Lisbon."""


def after(**age: float) -> timedelta | None:
    due = next_reading(BORN, BORN + timedelta(**age))
    return None if due is None else due - BORN


def test_readings_thin_with_age():
    assert after(minutes=0) == timedelta(minutes=15)
    assert after(minutes=50) == timedelta(hours=1)
    assert after(hours=1) == timedelta(hours=2)
    assert after(hours=24) == timedelta(hours=30)
    assert after(days=7) == timedelta(days=8)
    assert after(days=30) == timedelta(days=37)
    assert after(days=86) == timedelta(days=90)
    assert after(days=90) is None


def test_a_late_reading_does_not_shift_the_next():
    assert after(minutes=21) == after(minutes=16) == timedelta(minutes=30)


def test_a_reading_before_the_publication_is_taken_for_its_moment():
    assert next_reading(BORN, BORN - timedelta(seconds=3)) == BORN + FIRST


@given(st.integers(0, 89 * 24 * 60))
def test_the_next_reading_lies_ahead_and_never_beyond_ninety_days(minutes: int):
    read_at = BORN + timedelta(minutes=minutes)

    due = next_reading(BORN, read_at)

    assert due is not None
    assert read_at < due <= BORN + timedelta(days=90)


def test_a_post_is_read_less_than_a_hundred_times():
    moment, readings = BORN, 0
    while (due := next_reading(BORN, moment)) is not None:
        moment, readings = due, readings + 1

    assert moment == BORN + timedelta(days=90)
    assert readings == 83
