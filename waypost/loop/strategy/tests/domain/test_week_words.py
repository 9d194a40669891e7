import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.strategy.domain.document import ActiveHours, PostingTime, Weekday
from waypost.loop.strategy.domain.week_words import (
    NotUnderstood,
    hours_from_words,
    hours_in_words,
    time_from_words,
    time_in_words,
)
from waypost.loop.strategy.tests.documents import QUICK

_days = st.sets(st.sampled_from(list(Weekday)), min_size=1).map(
    lambda days: tuple(sorted(days, key=lambda d: d.number))
)


@QUICK
@given(_days, st.integers(0, 23), st.integers(1, 24))
def test_hours_that_are_said_are_understood(days: tuple[Weekday, ...], starts: int, ends: int) -> None:
    hours = ActiveHours(days=days, starts=min(starts, ends - 1), ends=ends)

    assert hours_from_words(hours_in_words(hours)) == hours


@QUICK
@given(_days, st.times())
def test_times_that_are_said_are_understood(days: tuple[Weekday, ...], at: object) -> None:
    time = PostingTime(days=() if len(days) == 7 else days, at=f"{at:%H:%M}")

    assert time_from_words(time_in_words(time)) == time


@pytest.mark.parametrize(
    ("words", "starts", "ends", "days"),
    [
        ("Mon–Fri 7–9", 7, 9, 5),
        ("monday to friday 7-9", 7, 9, 5),
        ("Sat, Sun 10:00-12:00", 10, 12, 2),
        ("every day 18–24", 18, 24, 7),
        ("8-9", 8, 9, 7),
        ("Fri-Mon 9–10", 9, 10, 4),
    ],
)
def test_people_write_hours_in_their_own_way(words: str, starts: int, ends: int, days: int) -> None:
    hours = hours_from_words(words)

    assert (hours.starts, hours.ends, len(hours.days)) == (starts, ends, days)


@pytest.mark.parametrize("words", ["", "mornings", "Mon 9–7", "Mon 7–25", "Moonday 7–9", "Mon"])
def test_hours_that_cannot_be_understood_say_how_to_write_them(words: str) -> None:
    with pytest.raises(NotUnderstood, match="Write"):
        hours_from_words(words)


@pytest.mark.parametrize("words", ["", "noon", "Mon 25:00", "Mon 9:60", "Someday 9:00"])
def test_a_time_that_cannot_be_understood_says_how_to_write_it(words: str) -> None:
    with pytest.raises(NotUnderstood, match="Write"):
        time_from_words(words)


def test_runs_of_days_are_drawn_together() -> None:
    hours = ActiveHours(days=("mon", "tue", "wed", "sat"), starts=7, ends=9)

    assert hours_in_words(hours) == "Mon–Wed, Sat 7–9"
