"""What every test starts from: the world of tests/world.py, reactions inline, no socket outside this machine."""

from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.world import World
from waypost.foundation.journal import reactions


def pytest_configure() -> None:
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


@pytest.fixture
def world(db: None) -> World:
    return World.build()
