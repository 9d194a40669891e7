"""What every test starts from: the world of tests/world.py, reactions inline, no socket outside this machine."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db.transaction import Atomic, get_connection

from tests.sandbox import sandbox as sandbox
from tests.world import World
from waypost.foundation.journal import reactions


def pytest_configure() -> None:
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _reactions_inline() -> Iterator[None]:
    token = reactions.inline.set(True)
    yield
    reactions.inline.reset(token)


@pytest.fixture(autouse=True)
def _commits_are_commits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test runs inside a transaction; what waits for a commit runs when the outermost one of the program ends."""
    leave = Atomic.__exit__

    def leave_and_run(self: Atomic, kind: Any, error: Any, trace: Any) -> None:
        leave(self, kind, error, trace)
        connection = get_connection(self.using)
        in_test = connection.in_atomic_block and not connection.savepoint_ids
        while kind is None and not self._from_testcase and in_test and connection.run_on_commit:
            waiting, connection.run_on_commit = connection.run_on_commit, []
            for _savepoints, run, _robust in waiting:
                run()

    monkeypatch.setattr(Atomic, "__exit__", leave_and_run)


@pytest.fixture
def world(db: None) -> World:
    return World.build()
