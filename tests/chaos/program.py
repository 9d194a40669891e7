"""The program's real processes in a throw-away home, for tests that kill them."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

import httpx

ROOT = Path(__file__).resolve().parents[2]


class Program:
    """A home, a sandbox server and as many publishers as a test starts. Everything is stopped at the end."""

    def __init__(self, home: Path, database_url: str = "", latency: float = 0.02) -> None:
        self.home = home
        self.port, self.sandbox_port = _free_port(), _free_port()
        self.latency = latency
        self.processes: list[subprocess.Popen[bytes]] = []
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("WAYPOST_")},
            "WAYPOST_HOME": str(home),
            "WAYPOST_PORT": str(self.port),
            "WAYPOST_SANDBOX_PORT": str(self.sandbox_port),
            "DJANGO_SETTINGS_MODULE": "waypost.config.settings",
            "PYTHONPATH": str(ROOT),
        }
        if database_url:
            self.environment["WAYPOST_DATABASE_URL"] = database_url

    def __enter__(self) -> Program:
        self.run("-m", "django", "migrate", "-v", "0")
        self.start(
            "-m", "waypost.networks.sandbox.server", "--port", str(self.sandbox_port), "--secret", "chaos",
            "--data", str(self.home / "sandbox.sqlite3"), "--latency", str(self.latency),
        )  # fmt: skip
        self._wait_for_sandbox()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.kill()
            process.wait()

    def run(self, *words: str) -> str:
        """Run a Python command in this home to its end and return what it printed."""
        done = subprocess.run(
            [sys.executable, *words],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a Python command in this home and leave it running."""
        log = (self.home / f"{len(self.processes)}.log").open("wb")
        environment = {**self.environment, "WAYPOST_PROCESS": "publisher"}
        process = subprocess.Popen(
            [sys.executable, *words], env=environment, cwd=ROOT, stdout=log, stderr=log
        )
        self.processes.append(process)
        return process

    def publisher(self) -> subprocess.Popen[bytes]:
        return self.start("-m", "waypost.interfaces.commands", "publisher")

    def plant(self, posts: int, channels: int, seconds: int) -> int:
        """Make approved posts that are due in `seconds`."""
        words = [str(posts), str(channels), str(seconds)]
        return int(json.loads(self.run("-m", "tests.chaos.plant", *words))["planted"])

    def states(self) -> dict[str, int]:
        """How many publications stand in each state."""
        return dict(json.loads(self.run("-m", "tests.chaos.states")))

    def sent_keys(self) -> list[str]:
        """The key of every post that the network ever stored, in order."""
        keys: list[str] = []
        after = 0
        while True:
            page = self._admin("GET", f"/admin/posts?after={after}").json()
            stored = page["posts"]
            if not stored:
                return keys
            keys += [post["key"] for post in stored]
            after = stored[-1]["number"]

    def sent(self) -> list[dict[str, str]]:
        """The first posts that the network stored, in order."""
        stored: list[dict[str, str]] = self._admin("GET", "/admin/posts").json()["posts"]
        return stored

    def fault(self, **fault: object) -> None:
        self._admin("POST", "/admin/faults", json=fault)

    def keep_no_keys(self) -> None:
        """From now on the network takes the same key for another post."""
        self._admin("POST", "/admin/switches", json={"honours_keys": False})

    def heal(self) -> None:
        self._admin("DELETE", "/admin/faults")

    def _admin(self, method: str, path: str, **options: object) -> httpx.Response:
        headers = {"Authorization": "Bearer chaos"}
        answer = httpx.request(
            method, f"http://127.0.0.1:{self.sandbox_port}{path}", headers=headers, **options
        )
        answer.raise_for_status()
        return answer

    def _wait_for_sandbox(self) -> None:
        for _ in range(100):
            try:
                self._admin("GET", "/admin/posts")
            except httpx.HTTPError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError((self.home / "0.log").read_text()[-2000:])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
