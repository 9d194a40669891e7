"""Waypost as it really runs: `waypost up` in a home of its own, on ports of its own, gone afterwards."""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

REPOSITORY = Path(__file__).resolve().parents[2]
SECRET = "journeys"
READY_WITHIN = 180.0
FIRST_PORT = 21000


@dataclass
class Program:
    """One process tree."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    teams: list[str] = field(default_factory=list)
    demo: bool = False
    allow: Sequence[str] = ()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def sandbox(self) -> str:
        return f"http://127.0.0.1:{self.port + 1}"

    @property
    def said(self) -> str:
        """What it printed so far."""
        return (self.folder / "said").read_text(errors="replace")

    @property
    def owner_link(self) -> str:
        """The one-time link that the first start prints."""
        found = re.search(r"http://\S+/welcome/\S+", self.said)
        assert found, f"no owner link was printed:\n{self.said}"
        return found.group()

    def start(self) -> None:
        """Start it, and wait until it says that it is ready."""
        with (self.folder / "said").open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "waypost.interfaces.commands", "up"],
                env=self.environment(), cwd=REPOSITORY, stdout=said, stderr=said, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        deadline = time.monotonic() + READY_WITHIN
        while "Stop it with Ctrl-C." not in self.said:
            assert self.process.poll() is None, f"it ended:\n{self.said}"
            assert time.monotonic() < deadline, f"it is not ready after {READY_WITHIN:g} s:\n{self.said}"
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop it as Ctrl-C does."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()

    def environment(self) -> dict[str, str]:
        """The environment of its processes: nothing of the caller's own settings."""
        outside = {
            key: value for key, value in os.environ.items() if not key.startswith(("WAYPOST_", "DJANGO_"))
        }
        return {
            **outside,
            "PYTHONPATH": str(REPOSITORY),
            "WAYPOST_HOME": str(self.folder / "home"),
            "WAYPOST_DEMO": str(self.demo).lower(),
            "WAYPOST_PORT": str(self.port),
            "WAYPOST_SANDBOX_SECRET": SECRET,
            "WAYPOST_ALLOW_HOSTS": ",".join(self.allow),
        }

    def make(self, *words: str) -> Any:
        """Let a child process make what a journey needs, through the program's own actions; returns what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.journeys.making", *words],
            env=self.environment(), cwd=REPOSITORY, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"making {words} failed:\n{done.stdout}{done.stderr}"
        return json.loads(done.stdout.splitlines()[-1])

    def ask_sandbox(self, method: str, path: str, **body: object) -> Any:
        """Ask the sandbox as its administrator."""
        request = Request(
            self.sandbox + path,
            method=method,
            data=json.dumps(body).encode() if body else None,
            headers={"Authorization": f"Bearer {SECRET}", "Content-Type": "application/json"},
        )
        with urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def stored(self) -> list[dict[str, Any]]:
        """Every post that the sandbox ever stored."""
        found: list[dict[str, Any]] = []
        while page := self.ask_sandbox("GET", f"/admin/posts?after={found[-1]['number'] if found else 0}")[
            "posts"
        ]:
            found += page
        return found


@contextlib.contextmanager
def running(*, demo: bool = False, allow: Sequence[str] = ()) -> Any:
    """A program that lives until the end of the block; with the demo where it is asked for.

    `allow` are the places that it may call though they are not public.
    """
    folder = Path(tempfile.mkdtemp(prefix="waypost-journeys-"))
    program = Program(folder, _two_free_ports(), demo=demo, allow=allow)
    try:
        program.start()
        yield program
    finally:
        program.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _two_free_ports() -> int:
    """A port that is free together with the next one, each process starting its search elsewhere."""
    for port in range(FIRST_PORT + os.getpid() % 4000 * 2, 65000, 2):
        with (
            contextlib.suppress(OSError),
            socket.create_server(("127.0.0.1", port)),
            socket.create_server(("127.0.0.1", port + 1)),
        ):
            return port
    raise AssertionError("no two ports are free")
