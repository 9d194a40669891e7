"""Machines of their own with one database, one key and one network between them; all of it is gone afterwards."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from benchmarks.home import REPOSITORY, SECRET, free_ports
from benchmarks.publish import CHANNELS
from benchmarks.publish.network import Network
from tests import postgres
from waypost.toolkit.secrets import new_key

LATENCY = 0.05
COMMANDS = "waypost.interfaces.commands"


@dataclass
class Fleet:
    """A folder with a home for each machine, the database's server, and the processes that were started."""

    folder: Path
    server: postgres.Server
    sandbox_port: int
    key: str = field(default_factory=new_key)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)

    @property
    def network(self) -> Network:
        return Network(f"http://127.0.0.1:{self.sandbox_port}")

    def environment(self, place: str) -> Mapping[str, str]:
        """What a process on that machine is told: its own home, and what all of them share."""
        outside = {
            name: value for name, value in os.environ.items() if not name.startswith(("WAYPOST_", "DJANGO_"))
        }
        return {
            **outside,
            "PYTHONPATH": str(REPOSITORY),
            "DJANGO_SETTINGS_MODULE": "waypost.config.settings",
            "WAYPOST_HOME": str(self.folder / place),
            "WAYPOST_PORT": str(self.ports.get(place, 8000)),
            "WAYPOST_DATABASE_URL": f"{self.server.url}&application_name={place}",
            "WAYPOST_SECRET_KEYS": self.key,
            "WAYPOST_SANDBOX_URL": f"http://127.0.0.1:{self.sandbox_port}",
        }

    def add(self, place: str) -> None:
        """Put up a machine: a home with the media that all share, and the static files as an installed copy has them."""
        home, media, static = self.folder / place, self.folder / "media", self.folder / "office" / "static"
        media.mkdir(exist_ok=True)
        home.mkdir(exist_ok=True)
        if not (home / "media").exists():
            (home / "media").symlink_to(media)
        if static.exists() and not (home / "static").exists():
            (home / "static").symlink_to(static)

    def run(self, place: str, *words: str) -> str:
        """Run a Python module there to its end and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", *words], env=self.environment(place), cwd=REPOSITORY, text=True,
            capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def start(self, place: str, *words: str) -> subprocess.Popen[bytes]:
        """Start a Python module there and leave it running."""
        with (self.folder / f"{place}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *words], env=self.environment(place), cwd=REPOSITORY,
                stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        self.processes[place] = process
        return process

    def publisher(self, place: str, *words: str) -> None:
        """Publish on a machine."""
        self.add(place)
        self.start(place, "tests.machines.machine", place, "publisher", *words)

    def worker(self, place: str) -> None:
        """Do the work in the background on a machine."""
        self.add(place)
        self.start(place, "tests.machines.machine", place, "worker")

    def web(self, place: str) -> None:
        """Answer people on a machine; it says by itself when it does."""
        [self.ports[place]] = free_ports(1)
        self.add(place)
        self.start(place, COMMANDS, "web")

    def end(self, place: str, how: signal.Signals) -> None:
        """End a machine's process: SIGTERM as when it is taken away in order, SIGKILL as when it burns."""
        self.processes[place].send_signal(how)
        self.processes[place].wait(30)

    def is_frozen(self, place: str) -> bool:
        return self.state(place) == "T"

    def state(self, place: str) -> str:
        """The letter by which the kernel says what the process does."""
        stat = Path(f"/proc/{self.processes[place].pid}/stat").read_text()
        return stat.rpartition(")")[2].split()[0]

    def log(self, place: str) -> str:
        return (self.folder / f"{place}.log").read_text(errors="replace")

    def complaints(self) -> dict[str, int]:
        """What the processes wrote as errors, with how often."""
        found: dict[str, int] = {}
        for path in self.folder.glob("*.log"):
            for line in path.read_text(errors="replace").splitlines():
                if re.match(r"\S*(Error|Exception|Timeout)\b", line) or ".Error" in line[:60]:
                    found[line[:160]] = found.get(line[:160], 0) + 1
        return found

    def begin(self, *, honours_keys: bool = True, channels: int = CHANNELS) -> None:
        """Start the network and make the brand, its channels and their accounts."""
        self.add("office")
        ignoring = [] if honours_keys else ["--ignore-keys"]
        self.start(
            "office", "waypost.networks.sandbox.server", "--port", str(self.sandbox_port), "--secret", SECRET,
            "--latency", str(LATENCY), "--data", str(self.folder / "sandbox.sqlite3"), *ignoring,
        )  # fmt: skip
        until(lambda: "at http" in self.log("office"))
        self.run("office", "benchmarks.scaling.fill", "brand", str(channels))
        self.network.open_accounts(channels)

    def queue(self, count: int, over: float) -> set[str]:
        """Write so many approved posts, let the publishers prepare them, and give them times; their keys."""
        words = ["--count", str(count), "--over", str(over), "--ahead", "2"]
        found = json.loads(self.run("office", "benchmarks.publish.queue", *words).splitlines()[-1])
        return {key for key, _ in found["due"]}

    def states(self) -> dict[str, int]:
        """How many publications stand in each state."""
        found: dict[str, int] = json.loads(self.run("office", "benchmarks.publish.states").splitlines()[-1])[
            "states"
        ]
        return found

    def moving(self) -> int:
        """How many publications are not sent yet and will act by themselves."""
        ask = (
            "SELECT count(*) FROM publishing_publication WHERE state <> 'published'"
            " AND (state <> 'unknown' OR act_at IS NOT NULL)"
        )
        with psycopg.connect(self.server.url, autocommit=True) as connection:
            [(count,)] = connection.execute(ask).fetchall()
        return int(count)

    def clear(self) -> None:
        """End whatever is left, by number."""
        for process in self.processes.values():
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.kill()
            process.wait()
        self.server.stop()
        if not os.environ.get("KEEP_FLEET"):
            shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def fleet() -> Iterator[Fleet]:
    """A fleet without machines, on a PostgreSQL of its own that forgets nothing it was asked to keep."""
    server = postgres.Server(postgres.programs()[0])
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # and leave nothing running
    made = Fleet(Path(tempfile.mkdtemp(prefix="waypost-fleet-")), server, free_ports(1)[0])
    try:
        server.start()
        yield made
    finally:
        made.clear()


def until(holds: Callable[[], bool], seconds: float = 180.0) -> float:
    """Wait until something holds; say how long it took."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < seconds, "it did not happen in time"
        time.sleep(0.1)
    return time.monotonic() - begun
