"""What every test starts from: the world of tests/world.py, reactions inline, no socket outside this machine."""

import gc
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db.transaction import Atomic, get_connection
from pytest_django.plugin import DjangoDbBlocker

from tests import template
from tests.moments import MOMENT, REAL, Moment, begins_at
from tests.sandbox import sandbox as sandbox
from tests.town import Town
from tests.world import World
from waypost.foundation.journal import reactions
from waypost.loop.content.domain.heavy import films, pictures
from waypost.toolkit import clock, heavy_work


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--at", default=MOMENT, help=f"the moment at which the tests begin ({MOMENT}), or “now”")


def pytest_configure() -> None:
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


hypothesis.settings.register_profile("waypost", deadline=None)  # a busy machine is no fault of the program
hypothesis.settings.load_profile("waypost")


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the garbage collector need not look at it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def moment(request: pytest.FixtureRequest) -> Moment:
    return begins_at(request.config.getoption("--at"))


@pytest.fixture(autouse=True)
def _in_the_moment(request: pytest.FixtureRequest, moment: Moment, monkeypatch: pytest.MonkeyPatch) -> None:
    """What runs without processes of its own runs at the same moment of the same day, whenever it is started."""
    if not REAL & set(request.keywords):
        monkeypatch.setattr(clock, "machine", moment)


@pytest.fixture(autouse=True)
def _reactions_inline() -> Iterator[None]:
    token = reactions.inline.set(True)
    yield
    reactions.inline.reset(token)


@pytest.fixture(autouse=True)
def _pictures_are_looked_at_here() -> Iterator[None]:
    """No child process a picture; tests of their own start one."""
    jobs = {
        "pictures_look": pictures.look,
        "picture_fit": pictures.fit,
        "film_take": films.take,
        "film_fit": films.fit,
        "film_still": films.still,
    }
    with heavy_work.done_here(jobs):
        yield


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


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest) -> None:
    """Pytest-django's own, with the migrations' work kept between runs."""
    with template.kept_in(request.config.cache.mkdir("waypost")):
        request.getfixturevalue("django_db_setup")


@pytest.fixture(scope="session")
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker, moment: Moment) -> Town:
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "machine", moment)
        return Town()


@pytest.fixture
def world(town: Town, db: None) -> World:
    return town.world()
