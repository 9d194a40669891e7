import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from waypost.foundation.processes import queries
from waypost.foundation.processes.actions import installation
from waypost.foundation.processes.models import Installation
from waypost.foundation.processes.tests.factories import ago, sign
from waypost.toolkit import clock


@dataclass(frozen=True)
class Somebody:
    label: str = "Odile"


@pytest.fixture(autouse=True)
def home(db, tmp_path, monkeypatch):
    _move_to(tmp_path / "home", monkeypatch)
    return tmp_path / "home"


def _move_to(home: Path, monkeypatch) -> None:
    home.mkdir(exist_ok=True)
    monkeypatch.setattr(settings, "WAYPOST", settings.WAYPOST.model_copy(update={"home": home}))


def _copied(original: Path, to: Path, monkeypatch) -> None:
    """Let this look like a copy: another folder on SQLite, another database on PostgreSQL."""
    if connection.vendor == "postgresql":
        Installation.objects.update(home_mark="postgresql:1:1")
    else:
        shutil.copytree(original, to)
        _move_to(to, monkeypatch)


def test_the_first_start_makes_the_installation_and_holds_nothing(home):
    first = installation.settle()

    assert first.key
    assert first.home_mark
    assert not queries.is_held()


def test_starting_again_in_the_same_home_changes_nothing(home):
    first = installation.settle()

    assert installation.settle().home_mark == first.home_mark
    assert not queries.is_held()


def test_a_copied_home_is_held_and_doubts_what_was_due_since_the_last_sign(home, tmp_path, monkeypatch):
    installation.settle()
    seen = sign(seen_at=ago(hours=3))
    seen.refresh_from_db()
    _copied(home, tmp_path / "copy", monkeypatch)

    held = installation.settle()

    assert queries.is_held()
    assert held.held_because == installation.COPIED
    assert held.doubt_from == seen.seen_at


def test_a_copy_that_was_released_is_an_installation_of_its_own(home, tmp_path, monkeypatch):
    original = installation.settle().key
    _copied(home, tmp_path / "copy", monkeypatch)
    installation.settle()

    released = installation.release(by=Somebody())

    assert released.key != original
    assert not queries.is_held()
    assert installation.settle().held_at is None


def test_a_hold_keeps_the_earliest_doubt(home):
    early, late = clock.now() - timedelta(hours=5), clock.now()
    installation.hold("A restore.", doubt_from=early)

    assert installation.hold("Another one.", doubt_from=late).doubt_from == early
    assert queries.is_held()


def test_releasing_after_a_hold_keeps_the_installation(home):
    key = installation.settle().key
    installation.hold("A restore.", doubt_from=clock.now())

    released = installation.release(by=Somebody())

    assert released.key == key
    assert released.doubt_from is None
    assert queries.installation() == released
