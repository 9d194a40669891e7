"""A home of its own for one benchmark, and the real processes of Waypost in it."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
FIRST_PORT = 21000
SECRET = "benchmark"


class DidNotStart(Exception):
    """A process ended, or was silent for too long, instead of answering."""


@dataclass
class Home:
    """A folder, two ports and the processes that were started there."""

    folder: Path
    port: int
    sandbox_port: int
    extra: Mapping[str, str] = field(default_factory=dict)
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def sandbox(self) -> str:
        return f"http://127.0.0.1:{self.sandbox_port}"

    @property
    def log(self) -> str:
        path = self.folder / "log"
        return path.read_text(errors="replace") if path.exists() else ""

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of a process in this home: nothing of the caller's own settings."""
        outside = {
            key: value for key, value in os.environ.items() if not key.startswith(("WAYPOST_", "DJANGO_"))
        }
        return {
            **outside,
            "PYTHONPATH": str(REPOSITORY),
            "WAYPOST_HOME": str(self.folder / "home"),
            "WAYPOST_DEMO": "false",
            "WAYPOST_PORT": str(self.port),
            "WAYPOST_SANDBOX_URL": self.sandbox,
            **self.extra,
            **more,
        }

    def run(self, *words: str, **more: str) -> str:
        """Run a Python module to its end and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", *words], env=self.environment(**more), cwd=REPOSITORY, text=True,
            stdout=subprocess.PIPE, check=False,
        )  # fmt: skip
        if done.returncode:
            raise DidNotStart(f"{' '.join(words)} ended with {done.returncode}")
        return done.stdout

    def start(self, *words: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a Python module; what it prints goes to the log."""
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *words], env=self.environment(**more), cwd=REPOSITORY,
                stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        self.started.append(process)
        return process

    def start_sandbox(self, latency: float = 0.0) -> subprocess.Popen[bytes]:
        """Start the sandbox network's server and wait until it answers."""
        process = self.start(
            "waypost.networks.sandbox.server", "--port", str(self.sandbox_port), "--latency", str(latency),
            "--secret", SECRET, "--data", str(self.folder / "sandbox.sqlite3"),
        )  # fmt: skip
        self.wait_for(self.sandbox_port, process)
        return process

    def start_waypost(self, command: str, **more: str) -> subprocess.Popen[bytes]:
        """Start `waypost <command>`; web and up are waited for."""
        process = self.start("waypost.interfaces.commands", command, **more)
        if command in {"web", "up"}:
            self.wait_for(self.port, process)
        return process

    def wait_for(self, port: int, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
        """Wait until something listens."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                return
            time.sleep(0.02)
        raise DidNotStart(f"nothing answers on port {port}:\n{self.log[-2000:]}")

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """Stop one process as a person would, then without asking."""
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def stop_all(self) -> None:
        for process in reversed(self.started):
            self.stop(process)


@contextlib.contextmanager
def made(*, keep: bool = False, **extra: str) -> Iterator[Home]:
    """A home that is gone afterwards (unless `keep`), with nothing left running."""
    folder = Path(tempfile.mkdtemp(prefix="waypost-benchmark-"))
    port, sandbox_port = free_ports(2)
    home = Home(folder, port, sandbox_port, {name: value for name, value in extra.items() if value})
    try:
        yield home
    finally:
        home.stop_all()
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def free_ports(count: int) -> list[int]:
    """Ports on which nothing listens at this moment, each process starting its search elsewhere."""
    found: list[int] = []
    port = FIRST_PORT + os.getpid() % 5000
    while len(found) < count:
        port += 1
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            found.append(port)
    return found
