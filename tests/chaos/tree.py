"""A whole process tree, as `waypost up` makes it, in a throw-away home."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
LONG = 60.0


class Tree:
    """`waypost up` in a home of its own; whatever is left of it is ended in `clear`."""

    def __init__(self, home: Path, database_url: str = "") -> None:
        self.home = home
        self.port = _free_ports()
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("WAYPOST_")},
            "WAYPOST_HOME": str(home),
            "WAYPOST_DEMO": "false",
            "WAYPOST_PORT": str(self.port),
            "PYTHONPATH": str(ROOT),
        }
        if database_url:
            self.environment["WAYPOST_DATABASE_URL"] = database_url
        self.process: subprocess.Popen[bytes] | None = None
        self.seen: set[int] = set()

    def up(self) -> None:
        """Start it and wait until the first page answers and it says so."""
        with (self.home.parent / "up.log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "waypost.interfaces.commands", "up"],
                env=self.environment, cwd=self.home.parent, stdout=log, stderr=log,
            )  # fmt: skip
        until(lambda: "Waypost is ready" in self.said() or self.process.poll() is not None)
        assert "Waypost is ready" in self.said(), self.said()

    def said(self) -> str:
        return (self.home.parent / "up.log").read_text()

    def run(self, *words: str, fails: bool = False) -> str:
        """Run a command in this home to its end; returns what it printed, on either channel."""
        done = subprocess.run(
            [sys.executable, "-m", "waypost.interfaces.commands", *words],
            env=self.environment, cwd=self.home.parent, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode == 2) == fails, done.stderr
        return done.stdout + done.stderr

    def get(self, path: str) -> httpx.Response:
        return httpx.get(f"http://127.0.0.1:{self.port}{path}", timeout=10)

    def is_ready(self) -> bool:
        try:
            return self.get("/health/ready").status_code == 200
        except httpx.HTTPError:
            return False

    def pids(self) -> dict[str, int]:
        """The processes below the supervisor, by what they run."""
        assert self.process is not None
        found = dict(_below(self.process.pid))
        self.seen |= set(found.values())
        return found

    def stop(self) -> float:
        """Ask it to stop as Ctrl-C does; returns how many seconds that took."""
        assert self.process is not None
        self.pids()
        begun = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(LONG) == 0, self.said()
        return time.monotonic() - begun

    def survivors(self) -> set[int]:
        return {pid for pid in self.seen if _is_running(pid)}

    def clear(self) -> None:
        """End whatever is left, by number: the supervisor first, so that it starts nothing again."""
        if self.process is not None and self.process.poll() is None:
            self.pids()
            self.process.kill()
            self.process.wait()
        for pid in self.survivors():
            os.kill(pid, signal.SIGKILL)


def until(holds: Callable[[], bool], seconds: float = LONG) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def _below(pid: int) -> list[tuple[str, int]]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    found: list[tuple[str, int]] = []
    for child in map(int, children):
        words = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
        names = {
            b"publisher",
            b"worker",
            b"waypost.networks.sandbox.server",
            b"waypost.interfaces.commands.serving",
        }
        name = next((word.decode().rpartition(".")[2] for word in words if word in names), "")
        found += [(name, child), *((f"{name}'s child", further) for _, further in _below(child))]
    return found


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _free_ports() -> int:
    """A port that is free and whose successor is, too: the sandbox network's."""
    while True:
        with socket.socket() as probe, socket.socket() as neighbour:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
            try:
                neighbour.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
