from datetime import datetime, time, timedelta

import pytest

from waypost.foundation.processes.domain.entry import Entry


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


def test_an_interval_counts_from_the_moment():
    entry = Entry("sweep", "x.y", every=timedelta(minutes=5))

    assert entry.due_after(utc("2026-05-01T10:00:00")) == utc("2026-05-01T10:05:00")


def test_a_daily_time_is_today_when_it_is_still_to_come():
    entry = Entry("tidy", "x.y", at=time(3, 30), zone="Europe/Lisbon")

    assert entry.due_after(utc("2026-05-01T01:00:00")) == utc("2026-05-01T02:30:00")


def test_a_daily_time_is_tomorrow_when_it_has_just_been():
    entry = Entry("tidy", "x.y", at=time(3, 30), zone="Europe/Lisbon")

    assert entry.due_after(utc("2026-05-01T02:30:00")) == utc("2026-05-02T02:30:00")


def test_a_daily_time_in_a_gap_moves_forward_by_the_gap():
    entry = Entry("tidy", "x.y", at=time(2, 30), zone="Europe/Berlin")

    assert entry.due_after(utc("2026-03-29T00:00:00")) == utc("2026-03-29T01:30:00")


@pytest.mark.parametrize("choice", [{}, {"every": timedelta(minutes=1), "at": time(3)}])
def test_an_entry_says_either_every_or_at(choice):
    with pytest.raises(AssertionError):
        Entry("both", "x.y", **choice)
