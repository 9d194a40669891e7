from datetime import date, time, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.loop.planning.domain.rhythm import (
    Cadence,
    PostingTime,
    posts_by_week,
    seats,
    times_of_day,
    weeks_of,
)

MONDAY = date(2026, 10, 5)
WEEK = weeks_of(MONDAY, MONDAY + timedelta(days=6))


def test_a_period_is_cut_at_its_mondays():
    weeks = weeks_of(date(2026, 10, 1), date(2026, 10, 13), {date(2026, 10, 6)})

    assert [len(week.days) for week in weeks] == [4, 7, 2]
    assert [len(week.open_days) for week in weeks] == [4, 6, 2]


def test_a_fraction_of_a_post_is_carried_along():
    assert posts_by_week(2.5, weeks_of(MONDAY, MONDAY + timedelta(days=27))) == [3, 2, 3, 2]


def test_what_a_week_off_pushes_out_is_caught_up_by_half_as_many_again():
    off = {MONDAY + timedelta(days=number) for number in range(7)}

    assert posts_by_week(4, weeks_of(MONDAY, MONDAY + timedelta(days=27), off)) == [0, 6, 6, 4]


def test_what_cannot_be_caught_up_before_the_end_goes_to_all_open_weeks():
    off = {MONDAY + timedelta(days=number) for number in range(14, 28)}

    assert posts_by_week(4, weeks_of(MONDAY, MONDAY + timedelta(days=27), off)) == [8, 8, 0, 0]


def test_one_open_day_does_not_take_a_whole_week():
    off = {MONDAY + timedelta(days=number) for number in range(6)}

    assert posts_by_week(7, weeks_of(MONDAY, MONDAY + timedelta(days=20), off)) == [2, 11, 8]


def test_a_period_without_an_open_day_gets_nothing():
    off = {MONDAY + timedelta(days=number) for number in range(7)}

    assert posts_by_week(4, weeks_of(MONDAY, MONDAY + timedelta(days=6), off)) == [0]


def test_liked_weekdays_are_kept():
    times = (PostingTime(time(9), weekday=1), PostingTime(time(17), weekday=3))

    (week,) = seats([Cadence("gallery", 2, times)], WEEK)

    assert [(moment.weekday(), moment.hour) for moment, _channel in week] == [(1, 9), (3, 17)]


def test_more_posts_than_liked_weekdays_can_hold_use_the_other_days():
    times = (PostingTime(time(9), weekday=1),)

    (week,) = seats([Cadence("gallery", 3, times)], WEEK)

    assert len({moment.date() for moment, _channel in week}) == 3
    assert {moment.time() for moment, _channel in week} == {time(9)}


def test_channels_keep_off_each_others_days_while_there_are_others():
    weekdays = (
        PostingTime(time(8), weekday=0),
        PostingTime(time(8), weekday=2),
        PostingTime(time(8), weekday=4),
    )

    (week,) = seats([Cadence("gallery", 2), Cadence("journal", 2), Cadence("harbour", 3, weekdays)], WEEK)

    assert len({moment.date() for moment, _channel in week}) == 7


def test_two_channels_of_one_rhythm_do_not_meet_on_one_day():
    (week,) = seats([Cadence("gallery", 2), Cadence("journal", 2)], WEEK)

    days = {
        key: {moment.date() for moment, channel in week if channel == key} for key in ("gallery", "journal")
    }
    assert days["gallery"].isdisjoint(days["journal"])


def test_liked_times_take_turns():
    liked = [time(9), time(17)]

    assert [times_of_day(liked, 1, turn=turn)[0] for turn in range(3)] == [time(9), time(17), time(9)]


@settings(max_examples=50)
@given(st.sets(st.times(), max_size=4), st.integers(1, 24), st.integers(0, 9))
def test_a_day_never_has_one_time_twice(liked, count, turn):
    minutes = {at.replace(second=0, microsecond=0) for at in liked}

    times = times_of_day(sorted(minutes), count, turn=turn)

    assert len(set(times)) == count
    assert times == sorted(times)


@settings(max_examples=50)
@given(
    st.integers(0, 140).map(lambda tenths: tenths / 10),
    st.integers(1, 100),
    st.sets(st.integers(0, 99), max_size=40),
)
def test_the_number_of_posts_is_exact_whatever_days_are_off(posts_per_week, length, off):
    last_on = MONDAY + timedelta(days=length - 1)
    blackouts = {MONDAY + timedelta(days=number) for number in off}
    weeks = weeks_of(MONDAY, last_on, blackouts)

    moments = [
        moment for week in seats([Cadence("gallery", posts_per_week)], weeks) for moment, _channel in week
    ]

    wanted = int(Fraction(str(posts_per_week)) * length / 7 + Fraction(1, 2))
    assert len(moments) == (wanted if any(week.open_days for week in weeks) else 0)
    assert all(moment.date() not in blackouts for moment in moments)
    assert all(MONDAY <= moment.date() <= last_on for moment in moments)
