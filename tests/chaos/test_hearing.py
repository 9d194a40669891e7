"""A worker of its own process hears a server that speaks over a real socket, also after it was killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.chaos.tree import ROOT, until
from waypost.networks.mastodon.tests.fake import Ana, account_of
from waypost.networks.mastodon.tests.serving import Served, served

pytestmark = pytest.mark.chaos

STARTS_WITHIN = 50.0
"""Less than the lease of a line lasts: a new worker need not wait for the end of a dead one's."""
HEARD_WITHIN = 10.0
"""In which words are in the inbox: the post round comes every two minutes."""


@pytest.fixture
def server() -> Iterator[Served]:
    with served() as found:
        yield found


class Home:
    """A home with a worker and nothing else."""

    def __init__(self, folder: Path, allowed: str) -> None:
        self._environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("WAYPOST_")},
            "WAYPOST_HOME": str(folder),
            "WAYPOST_DEMO": "false",
            "WAYPOST_ALLOW_HOSTS": allowed,
            "DJANGO_SETTINGS_MODULE": "waypost.config.settings",
            "PYTHONPATH": str(ROOT),
        }
        self.worker: subprocess.Popen[bytes] | None = None

    def run(self, *words: str) -> str:
        return subprocess.run(
            [sys.executable, "-m", *words],
            env=self._environment, cwd=ROOT, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip

    def start(self) -> None:
        words = [sys.executable, "-m", "waypost.interfaces.commands", "worker"]
        quiet = subprocess.DEVNULL
        self.worker = subprocess.Popen(words, env=self._environment, cwd=ROOT, stdout=quiet, stderr=quiet)

    def kill(self) -> None:
        if self.worker is not None and self.worker.poll() is None:
            self.worker.kill()
            self.worker.wait()

    def stop(self) -> int:
        assert self.worker is not None
        self.worker.terminate()
        return self.worker.wait(9.5)

    def has(self, *texts: str) -> Callable[[], bool]:
        """Whether these are in the inbox."""
        return lambda: json.loads(self.run("tests.chaos.hearing", "said")) == list(texts)


@pytest.fixture
def home(tmp_path: Path, server: Served) -> Iterator[Home]:
    found = Home(tmp_path, server.instance.host)
    found.run("django", "migrate", "-v0")
    yield found
    found.kill()


def test_what_is_said_is_in_the_inbox_within_seconds_and_after_a_killed_worker_too(home, server):
    tern = server.instance.join("tern", "Tern & Tide")
    account = account_of(server.instance, tern)
    ana = Ana(server.instance, server.instance.join("ana", "Ana"), tern)
    home.run("tests.chaos.hearing", account.server, account.remote_id, account.handle, account.token)
    home.start()
    assert server.opened.acquire(timeout=STARTS_WITHIN), "nobody listens"

    ana.says(f"Hello {ana.mention}")
    until(home.has("Hello @tern"), seconds=HEARD_WITHIN)
    home.kill()
    assert server.ended.acquire(timeout=10)
    home.start()
    assert server.opened.acquire(timeout=STARTS_WITHIN), "nobody listens any more"
    ana.says(f"Are you there, {ana.mention}?")
    until(home.has("Hello @tern", "Are you there, @tern?"), seconds=HEARD_WITHIN)

    assert home.stop() == 0
    assert server.ended.acquire(timeout=10)
