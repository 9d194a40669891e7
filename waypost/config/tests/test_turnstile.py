import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.utils import ConnectionHandler

from waypost.config.sqlite import turnstile
from waypost.config.sqlite.turnstile import Turnstile


@pytest.fixture(autouse=True)
def _files_of_its_own(django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def test_whoever_waits_goes_before_the_one_who_just_wrote(tmp_path: Path):
    busy, patient, order = Turnstile(tmp_path / "db"), Turnstile(tmp_path / "db"), []
    busy.enter()
    waiting = threading.Thread(target=lambda: (patient.enter(), order.append("patient"), patient.leave()))
    waiting.start()
    _until(lambda: patient.is_waiting)

    busy.leave()
    busy.enter()
    order.append("busy again")

    busy.leave()
    waiting.join()
    assert order == ["patient", "busy again"]


def test_the_one_inside_is_told_that_somebody_waits(tmp_path: Path):
    inside, waiting = Turnstile(tmp_path / "db"), Turnstile(tmp_path / "db")
    inside.enter()
    assert not inside.is_awaited()
    patient = threading.Thread(target=waiting.enter)
    patient.start()

    _until(lambda: waiting.is_waiting)

    assert inside.is_awaited()
    inside.leave()
    patient.join()
    assert not waiting.is_awaited()


def test_a_holder_that_froze_does_not_keep_the_others_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(turnstile, "PATIENCE", 0.01)
    frozen, other = Turnstile(tmp_path / "db"), Turnstile(tmp_path / "db")
    frozen.enter()

    other.enter()

    assert not other.is_inside
    other.leave()
    assert frozen.is_inside


@pytest.mark.parametrize("fails", [False, True])
def test_a_transaction_has_the_turn_until_its_end(
    tmp_path: Path, fails: bool, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(turnstile, "PATIENCE", 0.0)
    connection = _connection(tmp_path / "db")
    somebody = Turnstile(tmp_path / "db")

    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    somebody.enter()
    was_let_in_meanwhile = somebody.is_inside
    connection.rollback() if fails else connection.commit()
    connection.set_autocommit(True)
    somebody.enter()

    assert not was_let_in_meanwhile
    assert somebody.is_inside
    somebody.leave()
    connection.close()


def test_a_closed_connection_has_left_the_queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(turnstile, "PATIENCE", 0.0)
    connection = _connection(tmp_path / "db")
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    connection.close()
    somebody = Turnstile(tmp_path / "db")
    somebody.enter()

    assert somebody.is_inside


def _connection(path: Path):
    handler = ConnectionHandler({"default": {"ENGINE": "waypost.config.sqlite", "NAME": path, "OPTIONS": {}}})
    return handler["default"]


def _until(holds) -> None:
    deadline = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.0005)
