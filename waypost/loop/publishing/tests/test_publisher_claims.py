"""Who gets the free senders when more is due than there are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from waypost.foundation.workspaces.actions import workspaces
from waypost.loop.publishing import publisher as publisher_module
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine import watch as watch_module
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.publisher import Publisher
from waypost.loop.publishing.queries import due_lanes
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.publishing.tests.sending import on_the_network
from waypost.toolkit import clock

BIG, SMALL = 1, 2
SECOND = timedelta(seconds=1)


class StandIn:
    """A connection that may be closed: the test lives in the transaction of the real one."""

    def close(self) -> None:
        pass


class Patient:
    """Takes note of what it is given to do."""

    def __init__(self) -> None:
        self.given: list[int] = []

    def submit(self, work, channel_id: int, at_most: int | None) -> None:
        self.given.append(channel_id)


@pytest.fixture
def publisher(db, monkeypatch: pytest.MonkeyPatch) -> Publisher:
    made = Publisher("this-process", senders=3)
    made._ledger.close()
    made._pool = Patient()
    now = clock.now()
    monkeypatch.setattr(publisher_module, "next_moments", lambda at: (now - timedelta(seconds=1), None))
    return made


def answers(monkeypatch: pytest.MonkeyPatch, due: list[tuple[int, int]]) -> list[int]:
    """Let this be due, less what is busy; returns how often it was asked, as a growing list."""
    asked: list[int] = []

    def due_lanes(now, *, busy):
        asked.append(1)
        return [lane for lane in due if lane[0] not in busy]

    monkeypatch.setattr(publisher_module, "due_lanes", due_lanes)
    return asked


def test_a_small_brand_is_served_beside_one_with_a_thousand_channels(publisher, monkeypatch) -> None:
    answers(monkeypatch, [*((number, BIG) for number in range(10, 1000)), (5000, SMALL)])

    publisher._claim_what_is_due()

    assert set(publisher._pool.given) == {10, 5000, 11}


def test_thousands_are_not_asked_for_anew_whenever_a_sender_is_free(publisher, monkeypatch) -> None:
    monkeypatch.setattr(publisher_module, "NAP", 60.0)
    asked = answers(monkeypatch, [(number, BIG) for number in range(10, 1000)])

    for _ in range(50):
        publisher._claim_what_is_due()
        publisher._busy.clear()

    assert len(asked) == 1
    assert publisher._pool.given == list(range(10, 160))


def test_an_answer_that_is_old_or_used_up_is_asked_for_anew(publisher, monkeypatch) -> None:
    asked = answers(monkeypatch, [(number, BIG) for number in range(10, 15)])

    publisher._claim_what_is_due()
    publisher._busy.clear()
    publisher._claim_what_is_due()
    assert len(asked) == 2

    publisher._asked_at -= 1
    publisher._busy.clear()
    publisher._claim_what_is_due()
    assert len(asked) == 3


def test_a_channel_on_which_nothing_could_leave_rests_and_the_others_do_not(publisher, monkeypatch) -> None:
    answers(monkeypatch, [(10, BIG), (11, BIG)])
    monkeypatch.setattr(publisher._sender, "drain", lambda channel_id, at_most: channel_id - 10)

    for _ in range(3):
        publisher._claim_what_is_due()
        for channel_id in sorted(publisher._busy):
            publisher._drain(channel_id, None)
    assert publisher._pool.given == [10, 11, 11, 11]

    publisher._rests_until[10] -= publisher_module.AFTER_NOTHING
    publisher._claim_what_is_due()
    assert publisher._pool.given == [10, 11, 11, 11, 10, 11]


def test_what_stands_behind_a_post_that_waits_is_due_and_does_not_leave_unless_the_brand_lets_it(
    world, network, sender
) -> None:
    workspaces.edit(world.workspace, by=world.actor("owner"), waiting_may_be_overtaken=False)
    first, second = (scheduled_publication(world, state=state) for state in (State.WAITING, State.READY))
    Publication.objects.filter(pk=first.pk).update(act_at=first.due_at + 60 * SECOND)

    with clock.frozen_at(first.due_at + 2 * SECOND):
        assert due_lanes(clock.now(), busy=set()) == [(first.channel_id, world.workspace.pk)]
        assert sender.drain(first.channel_id) == 0
        workspaces.edit(world.workspace, by=world.actor("owner"), waiting_may_be_overtaken=True)
        assert sender.drain(first.channel_id) == 1

    assert on_the_network(network) == [second.text]


def test_what_came_while_the_database_could_not_be_asked_is_claimed_all_the_same(
    publisher, monkeypatch
) -> None:
    answers(monkeypatch, [(10, BIG)])
    moments = iter([OperationalError("database is locked"), (clock.now() - timedelta(seconds=1), None)])

    def next_moments(at):
        said = next(moments)
        if isinstance(said, Exception):
            raise said
        return said

    monkeypatch.setattr(publisher_module, "next_moments", next_moments)
    monkeypatch.setattr(publisher_module, "connection", StandIn())

    publisher._claim_what_is_due()
    publisher._claim_what_is_due()

    assert publisher._pool.given == [10]


def test_a_database_that_cannot_say_whether_anything_changed_ends_no_publisher(
    publisher, monkeypatch
) -> None:
    class Locked:
        vendor = "sqlite"
        wrap_database_errors = connection.wrap_database_errors

        @property
        def connection(self) -> Locked:
            return self

        def ensure_connection(self) -> None:
            pass

        def execute(self, statement: str) -> None:
            raise connection.Database.OperationalError("locking protocol")

    monkeypatch.setattr(watch_module, "connection", Locked())
    monkeypatch.setattr(publisher_module, "connection", StandIn())

    publisher._claim_what_is_due()

    assert publisher._pool.given == []
