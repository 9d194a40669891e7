"""A scripted server, and the guard opened for it alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from waypost.toolkit import http
from waypost.toolkit.http import setting, shelf
from waypost.toolkit.http.tests.loopback import Loopback, loopback


@pytest.fixture(autouse=True)
def _own_setting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(setting, "_setting", setting._setting)
    yield
    shelf.clear()


@pytest.fixture
def server() -> Iterator[Loopback]:
    with loopback() as found:
        http.configure([found.place], "Waypost (test)")
        yield found
