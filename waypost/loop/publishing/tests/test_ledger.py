"""The one writer: what waits together shares a commit, what fails is undone alone."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from functools import partial

import pytest
from django.db import connection

from waypost.foundation.processes.models import Turn
from waypost.loop.publishing.engine import ledger as ledger_module
from waypost.loop.publishing.engine.ledger import OneWriterLedger, ThreadLedger
from waypost.toolkit import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ledger() -> Iterator[OneWriterLedger | ThreadLedger]:
    """The one that a publisher takes on this database."""
    made = OneWriterLedger() if connection.vendor == "sqlite" else ThreadLedger(threads=3)
    yield made
    made.close()


def add(name: str) -> int:
    return Turn.objects.create(name=name, next_due_at=clock.now()).pk


def fail(name: str) -> None:
    add(name)
    raise ValueError(name)


def test_what_many_threads_ask_is_all_done_and_each_hears_its_own_answer(ledger) -> None:
    answers: dict[str, int] = {}

    def ask(name: str) -> None:
        answers[name] = ledger.do(add, name)

    threads = [threading.Thread(target=ask, args=(f"turn-{number}",)) for number in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {turn.name: turn.pk for turn in Turn.objects.all()} == answers


def test_what_fails_is_undone_alone_and_says_so(ledger) -> None:
    failures: list[str] = []

    def ask(number: int) -> None:
        try:
            ledger.do(fail if number % 2 else add, f"turn-{number}")
        except ValueError as error:
            failures.append(str(error))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(failures) == 10
    assert {int(turn.name.removeprefix("turn-")) % 2 for turn in Turn.objects.all()} == {0}


def test_reading_sees_what_was_committed(ledger) -> None:
    ledger.do(add, "turn")

    assert ledger.read(Turn.objects.count) == 1


@pytest.mark.parametrize(("is_awaited", "commits"), [(False, [3]), (True, [1, 1, 1])])
def test_a_commit_is_shared_until_somebody_else_waits(monkeypatch, is_awaited: bool, commits: list[int]):
    monkeypatch.setattr(connection, "is_awaited", lambda: is_awaited, raising=False)
    group = [(partial(add, f"turn-{number}"), Future()) for number in range(3)]
    done = []

    while group:
        done.append(ledger_module._commit(group))
        group = group[done[-1] :]

    assert done == commits
    assert Turn.objects.count() == 3
