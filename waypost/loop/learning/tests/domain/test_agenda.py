from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.learning.domain.agenda import LONGEST, SHORTEST, Rhythm, due_on, looks_back_on, next_on

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def test_a_review_goes_on_where_the_last_one_ended() -> None:
    assert looks_back_on(date(2026, 11, 22), Rhythm.MONTH, date(2026, 10, 31)) == (
        date(2026, 11, 1),
        date(2026, 11, 21),
    )


def test_the_first_one_looks_back_as_far_as_its_rhythm() -> None:
    first, last = looks_back_on(date(2026, 11, 22), Rhythm.QUARTER, None)

    assert (last - first).days + 1 == 91


@given(DAYS, st.one_of(st.none(), DAYS), st.sampled_from(Rhythm))
def test_it_always_looks_at_a_week_and_never_beyond_half_a_year(
    today: date, last: date | None, rhythm: Rhythm
) -> None:
    first_on, last_on = looks_back_on(today, rhythm, last)

    assert last_on == today - timedelta(days=1)
    assert SHORTEST <= last_on - first_on + timedelta(days=1) <= LONGEST


@given(DAYS)
def test_the_next_one_is_the_first_of_a_month_or_a_quarter(today: date) -> None:
    month, quarter = next_on(today, Rhythm.MONTH), next_on(today, Rhythm.QUARTER)

    assert month.day == quarter.day == 1
    assert today < month <= quarter
    assert quarter.month in {1, 4, 7, 10}


def test_it_is_due_on_the_agreed_day_else_with_the_month_once_there_is_something_to_look_back_on() -> None:
    today, long_ago = date(2026, 11, 22), date(2026, 1, 1)

    assert due_on(today, date(2026, 11, 20), long_ago) == date(2026, 11, 20)
    assert due_on(today, date(2026, 12, 1), long_ago) is None
    assert due_on(today, None, long_ago) == date(2026, 11, 1)
    assert due_on(today, None, date(2026, 10, 20)) is None
