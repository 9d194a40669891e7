from datetime import datetime, time, timedelta

import pytest

from waypost.foundation.processes import timetable
from waypost.foundation.processes.actions import turns
from waypost.foundation.processes.domain.entry import Entry
from waypost.foundation.processes.models import Turn
from waypost.foundation.processes.tests import test_turns
from waypost.toolkit import clock

NOON = datetime.fromisoformat("2026-05-01T12:00:00+00:00")
calls: list[str] = []


def work() -> None:
    calls.append("worked")


def broken() -> None:
    raise RuntimeError("broken")


@pytest.fixture(autouse=True)
def _own_timetable(db):
    before = timetable.entries()
    calls.clear()
    timetable.register(
        [
            Entry("sweep", f"{test_turns.__name__}.work", every=timedelta(minutes=1)),
            Entry("tidy", f"{test_turns.__name__}.broken", at=time(3, 30)),
        ]
    )
    with clock.frozen_at(NOON):
        turns.set_up()
        yield
    timetable.register(before)


def test_an_interval_is_due_at_once_and_a_daily_time_when_it_comes():
    assert turns.claim_due() == ["sweep"]

    with clock.frozen_at(NOON + timedelta(hours=16)):
        assert set(turns.claim_due()) == {"sweep", "tidy"}


def test_a_turn_is_won_once():
    assert turns.claim_due() == ["sweep"]
    assert turns.claim_due() == []


def test_of_two_workers_that_saw_the_turn_one_wins(monkeypatch):
    seen = list(Turn.objects.filter(name="sweep"))
    monkeypatch.setattr("waypost.foundation.processes.queries.due", lambda now: seen)

    assert [turns.claim_due(), turns.claim_due()] == [["sweep"], []]


def test_a_turn_that_ran_is_due_after_its_interval():
    turns.claim_due()
    turns.run("sweep")

    turn = Turn.objects.get(name="sweep")
    assert calls == ["worked"]
    assert turn.ran_at == NOON
    assert turn.next_due_at == NOON + timedelta(minutes=1)


def test_a_turn_that_failed_is_due_again_soon():
    with clock.frozen_at(NOON + timedelta(hours=16)):
        turns.claim_due()
        with pytest.raises(RuntimeError, match="broken"):
            turns.run("tidy")

        assert Turn.objects.get(name="tidy").next_due_at == clock.now() + turns.PATIENCE


def test_an_entry_that_left_the_timetable_is_forgotten():
    timetable.register([Entry("other", f"{test_turns.__name__}.work", every=timedelta(hours=1))])
    turns.set_up()

    assert [turn.name for turn in Turn.objects.all()] == ["other"]
    turns.run("sweep")
    assert calls == []


def test_an_entry_that_comes_more_often_now_is_hurried():
    Turn.objects.update(next_due_at=NOON + timedelta(days=2))
    turns.set_up()

    assert Turn.objects.get(name="sweep").next_due_at == NOON + timedelta(minutes=1)
    assert Turn.objects.get(name="tidy").next_due_at == NOON.replace(hour=3, minute=30) + timedelta(days=1)


def test_two_entries_of_one_name_are_refused():
    with pytest.raises(AssertionError):
        timetable.register([Entry("a", "x.y", at=time(1)), Entry("a", "x.z", at=time(2))])
