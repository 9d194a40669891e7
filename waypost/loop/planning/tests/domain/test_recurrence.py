from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.planning.domain import recurrence
from waypost.loop.planning.domain.patterns import Pattern, in_words, rule_of
from waypost.loop.planning.domain.recurrence import Recurrence
from waypost.loop.planning.domain.wall import clock_note, shift_note
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

TUESDAY = datetime(2026, 11, 24, 9)
LISBON = "Europe/Lisbon"


def read(said: str, start: datetime = TUESDAY) -> str:
    return recurrence.read(said, start, LISBON)


def days(rule: str, count: int, start: datetime = TUESDAY) -> list[str]:
    return [f"{local:%d %b}" for local in Recurrence(read(rule, start), start).next(datetime.min, count)]


def test_a_weekly_rule_comes_on_its_days():
    assert days("FREQ=WEEKLY;BYDAY=TU,TH", 4) == ["24 Nov", "26 Nov", "01 Dec", "03 Dec"]


def test_the_start_counts_even_where_the_rule_does_not_name_it():
    assert days("FREQ=WEEKLY;BYDAY=MO;COUNT=3", 9) == ["24 Nov", "30 Nov", "07 Dec"]


def test_what_is_skipped_is_counted_and_left_out():
    rule = Recurrence(read("FREQ=DAILY;COUNT=3"), TUESDAY, frozenset({TUESDAY + timedelta(days=1)}))

    assert [local.day for local in rule.times()] == [24, 26]
    assert rule.holds(TUESDAY + timedelta(days=1))
    assert not rule.holds(TUESDAY + timedelta(days=3))


def test_a_last_day_counts_whole():
    assert days("FREQ=DAILY;UNTIL=20261126", 9) == ["24 Nov", "25 Nov", "26 Nov"]


def test_an_end_in_utc_is_read_on_the_wall():
    summer = datetime(2026, 7, 1, 9)

    assert read("FREQ=DAILY;UNTIL=20260703T080000Z", summer).endswith("UNTIL=20260703T090000")


def test_between_leaves_out_its_beginning_and_keeps_its_end():
    rule = Recurrence(read("FREQ=DAILY"), TUESDAY)

    assert [each.day for each in rule.between(TUESDAY, TUESDAY + timedelta(days=2))] == [25, 26]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "Say how often with FREQ"),
        ("FREQ=HOURLY", "Say how often with FREQ"),
        ("FREQ=DAILY;BYSECOND=3", "“BYSECOND” is not part"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20270101", "not by both"),
        ("FREQ=DAILY;INTERVAL=0", "whole numbers from 1"),
        ("FREQ=DAILY;COUNT=x", "whole numbers from 1"),
        ("FREQ=DAILY;INTERVAL=1001", "1,000 at most"),
        ("FREQ=DAILY;UNTIL=soon", "Write UNTIL as a day"),
        ("FREQ=DAILY;BYDAY=XX", "not a rule of RFC 5545"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "No day fits"),
        ("FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7", "more than 6 times a day"),
        ("FREQ=DAILY;UNTIL=20250101", "comes before the first"),
        ("FREQ=DAILY;BYDAY=" + "MO," * 200, "too long"),
    ],
)
def test_a_rule_that_makes_no_sense_says_what_is_wrong(said, why):
    with pytest.raises(Refusal, match=why):
        read(said)


@pytest.mark.parametrize(
    ("pattern", "start", "more", "rule", "said"),
    [
        (Pattern.DAILY, TUESDAY, {"every": 3}, "FREQ=DAILY;INTERVAL=3", "Every 3 days"),
        (
            Pattern.WEEKLY,
            TUESDAY,
            {"days": ["TH", "TU"]},
            "FREQ=WEEKLY;BYDAY=TU,TH",
            "Every week on Tuesday and Thursday",
        ),
        (Pattern.WEEKLY, TUESDAY, {}, "FREQ=WEEKLY;BYDAY=TU", "Every week on Tuesday"),
        (Pattern.MONTHLY_ON_DAY, TUESDAY, {}, "FREQ=MONTHLY;BYMONTHDAY=24", "Every month on the 24th"),
        (
            Pattern.MONTHLY_ON_WEEKDAY,
            TUESDAY,
            {},
            "FREQ=MONTHLY;BYDAY=4TU",
            "Every month on the fourth Tuesday",
        ),
        (
            Pattern.MONTHLY_ON_WEEKDAY,
            datetime(2026, 12, 29, 9),
            {},
            "FREQ=MONTHLY;BYDAY=-1TU",
            "Every month on the last Tuesday",
        ),
        (
            Pattern.YEARLY,
            TUESDAY,
            {},
            "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24",
            "Every year on 24 November",
        ),
    ],
)
def test_a_pattern_becomes_a_rule_and_is_said_in_words(pattern, start, more, rule, said):
    assert rule_of(pattern, start, **more) == rule
    assert in_words(read(rule, start), start) == said


def test_the_31st_is_the_last_day_of_shorter_months():
    start = datetime(2027, 1, 31, 9)
    rule = rule_of(Pattern.MONTHLY_ON_DAY, start)

    assert days(rule, 4, start) == ["31 Jan", "28 Feb", "31 Mar", "30 Apr"]
    assert in_words(rule, start) == "Every month on the 31st, or the last day of a shorter month"


def test_a_29th_of_february_comes_every_year():
    start = datetime(2028, 2, 29, 9)

    assert days(rule_of(Pattern.YEARLY, start), 3, start) == ["29 Feb", "28 Feb", "28 Feb"]


def test_the_end_is_said_too():
    assert in_words(read("FREQ=DAILY;COUNT=1"), TUESDAY) == "Every day, 1 time"
    assert in_words(read("FREQ=DAILY;UNTIL=20271231"), TUESDAY) == "Every day, until 31 December 2027"
    assert recurrence.ends_on(read("FREQ=DAILY;UNTIL=20271231")) == date(2027, 12, 31)


def test_what_has_no_plain_words_is_said_by_its_rule():
    assert in_words(read("FREQ=YEARLY;BYWEEKNO=20"), TUESDAY) == "By the rule FREQ=YEARLY;BYWEEKNO=20"


def test_nine_stays_nine_on_both_sides_of_a_clock_change():
    before, after = Recurrence("FREQ=DAILY", datetime(2027, 3, 27, 9)).next(datetime.min, 2)

    moments = [clock.to_utc(local, LISBON) for local in (before, after)]

    assert moments[1] - moments[0] == timedelta(hours=23)
    assert shift_note(before, after, LISBON) == (
        "The clocks were put forward before this one; on the wall it stays 09:00."
    )
    assert shift_note(after, after + timedelta(days=1), LISBON) == ""


def test_a_time_that_the_clock_skips_says_when_it_goes_out():
    assert clock_note(datetime(2027, 3, 28, 1, 30), LISBON) == (
        "The clock is put forward then and never shows 01:30 that day. It goes out at 02:30."
    )


def test_a_time_that_comes_twice_says_which_one():
    assert "shows 01:30 twice. It goes out the first time." in clock_note(
        datetime(2026, 10, 25, 1, 30), LISBON
    )
    assert clock_note(datetime(2026, 10, 25, 2, 30), LISBON) == ""


@given(
    st.sampled_from(
        ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=SU", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"]
    ),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(
        lambda at: at.replace(second=0, microsecond=0)
    ),
    st.sampled_from([LISBON, "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo"]),
)
def test_every_time_shows_on_the_wall_what_was_planned_or_moves_by_the_gap(rule, start, zone):
    for local in Recurrence(rule, start).next(datetime.min, 30):
        shown = clock.to_local(clock.to_utc(local, zone), zone)

        assert shown == local or (
            clock_note(local, zone) and timedelta(0) < shown - local <= timedelta(hours=1)
        )
