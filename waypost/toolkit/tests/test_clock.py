"""Wall clocks in zones whose clocks change, by an hour and by half of one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

LISBON, LORD_HOWE = "Europe/Lisbon", "Australia/Lord_Howe"


@pytest.mark.parametrize("on", [date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25)])
def test_nine_on_the_wall_is_nine_on_both_sides_of_a_clock_change(on: date) -> None:
    moment = clock.to_utc(datetime(on.year, on.month, on.day, 9), LISBON)

    assert clock.to_local(moment, LISBON) == datetime(on.year, on.month, on.day, 9)


def test_what_falls_into_a_gap_moves_forward_by_it() -> None:
    in_lisbon = clock.to_utc(datetime(2026, 3, 29, 1, 30), LISBON)
    on_lord_howe = clock.to_utc(datetime(2026, 10, 4, 2, 15), LORD_HOWE)

    assert clock.to_local(in_lisbon, LISBON) == datetime(2026, 3, 29, 2, 30)
    assert clock.to_local(on_lord_howe, LORD_HOWE) == datetime(2026, 10, 4, 2, 45)
    assert not clock.exists(datetime(2026, 3, 29, 1, 30), LISBON)
    assert not clock.is_repeated(datetime(2026, 3, 29, 1, 30), LISBON)


def test_of_a_repeated_hour_the_first_is_meant() -> None:
    twice = datetime(2026, 10, 25, 1, 30)

    assert clock.to_utc(twice, LISBON) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert clock.is_repeated(twice, LISBON)
    assert clock.exists(twice, LISBON)
    assert not clock.is_repeated(twice + timedelta(hours=1), LISBON)


def test_a_zone_is_ahead_of_utc_by_what_its_clock_shows_that_day() -> None:
    assert clock.offset(datetime(2026, 7, 1, 12), LISBON) == timedelta(hours=1)
    assert clock.offset(datetime(2026, 12, 1, 12), LISBON) == timedelta()
    assert clock.offset(datetime(2026, 12, 1, 12), "America/Bogota") == timedelta(hours=-5)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)),
    st.sampled_from([LISBON, LORD_HOWE, "UTC", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia"]),
)
def test_a_time_comes_back_as_it_was_or_later_by_a_gap(local: datetime, zone: str) -> None:
    there = clock.to_local(clock.to_utc(local, zone), zone)

    assert timedelta() <= there - local <= timedelta(hours=1)
    assert clock.exists(there, zone)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),
    st.sampled_from(["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"]),
)
def test_a_day_lies_between_two_moments_wherever_it_is(local: datetime, zone: str) -> None:
    after, before = clock.around(local.date(), local.date())

    assert after < clock.to_utc(local, zone) < before


def test_the_date_is_that_of_the_place() -> None:
    with clock.frozen_at(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)):
        assert clock.today("UTC") == date(2026, 11, 22)
        assert clock.today("Asia/Tokyo") == date(2026, 11, 23)


def test_frozen_time_ends_with_its_block_and_may_be_nested() -> None:
    first, second = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)

    with clock.frozen_at(first):
        with clock.frozen_at(second):
            assert clock.now() == second
        assert clock.now() == first

    assert clock.now() not in {first, second}
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize("name", ["Atlantis", "", "../etc/passwd"])
def test_what_is_no_zone_is_refused_with_one_that_is(name: str) -> None:
    with pytest.raises(Refusal, match="Europe/Lisbon") as refused:
        clock.zone(name)

    assert "timezone" in refused.value.fields


def test_a_week_begins_on_monday() -> None:
    days = [date(2026, 11, 23) + timedelta(days=ahead) for ahead in range(7)]

    assert {clock.start_of_week(day) for day in days} == {date(2026, 11, 23)}
    assert clock.start_of_week(date(2026, 11, 22)) == date(2026, 11, 16)
