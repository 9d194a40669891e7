"""A home, the fake network, and a mother of publishers, for one test; everything is ended afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx

from benchmarks.home import free_ports
from tests.chaos.ledger import verdict
from tests.chaos.ledger.families import FAMILIES

ROOT = Path(__file__).parents[3]
ROUND = 10.0
QUICK = {"WAYPOST_LEASE_SECONDS": "2", "WAYPOST_HEARTBEAT_SECONDS": "2"}


class Fleet:
    """Plants, gives orders to the mother, waits, and reads what became of everything."""

    def __init__(self, folder: Path, database_url: str = "", *, quick: bool = True) -> None:
        self.folder = folder
        self.database: Path | str = database_url or folder / "waypost.sqlite3"
        self._desk, port, *self._ports = free_ports(len(FAMILIES) + 2)
        self._processes: list[subprocess.Popen[str]] = []
        self._mother: subprocess.Popen[str] | None = None
        outside = {key: value for key, value in os.environ.items() if not key.startswith("WAYPOST_")}
        self._environment = {
            **outside,
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "waypost.config.settings",
            "WAYPOST_HOME": str(folder),
            "WAYPOST_DEMO": "false",
            "WAYPOST_PORT": str(port),
            "WAYPOST_DATABASE_URL": database_url,
            "WAYPOST_ALLOW_HOSTS": ",".join(f"127.0.0.1:{each}" for each in self._ports),
            **(QUICK if quick else {}),
        }

    def __enter__(self) -> Fleet:
        self._run("-m", "django", "migrate", "-v", "0")
        self._start("tests.chaos.ledger.server", str(self._desk), *map(str, self._ports))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._mother is not None:
            for pid in _children(self._mother.pid):
                os.kill(pid, 9)
        for process in self._processes:
            process.kill()
            process.wait()

    def plant(self, count: int, of_each: int, seconds: int) -> None:
        """Make so many posts over so many channels of each family, due one after the other over so many seconds."""
        words = [str(count), str(of_each), str(seconds), *map(str, self._ports)]
        self._run("-m", "tests.chaos.ledger.planting", *words)
        self._mother = self._start(
            "tests.chaos.ledger.mother", str(self.folder / "notes"), process="publisher"
        )

    def outage(self, family: str, how: str, after: float, seconds: float) -> None:
        """Order that a network does not answer for a while."""
        order = {"family": family, "how": how, "after": after, "seconds": seconds}
        httpx.post(f"http://127.0.0.1:{self._desk}/outages", json=order).raise_for_status()

    def order(self, do: str, **more: Any) -> dict[str, Any]:
        """Tell the mother what to do and wait until it is done."""
        mother = self._mother
        assert mother is not None
        assert mother.stdin is not None
        assert mother.stdout is not None
        mother.stdin.write(json.dumps({"do": do, **more}) + "\n")
        mother.stdin.flush()
        said = mother.stdout.readline()
        assert said, self.log
        answer: dict[str, Any] = json.loads(said)
        return answer

    def exhaust(self, seconds: float) -> dict[str, Any]:
        """Let publishers die one after another, each where none died yet, until nothing is left to do."""
        begun, kills = time.monotonic(), 0
        while True:
            done = self.order("exhaust", seconds=ROUND)
            kills += done["kills"]
            if not self.is_restless or time.monotonic() - begun > seconds:
                return {**done, "kills": kills, "seconds": time.monotonic() - begun}

    def wait(self, seconds: float) -> float:
        """Wait until nothing is left to happen by itself; how many seconds that took."""
        begun = time.monotonic()
        while self.is_restless and time.monotonic() - begun < seconds:
            time.sleep(0.5)
        return time.monotonic() - begun

    @property
    def is_restless(self) -> bool:
        return bool(verdict.restless(verdict.read(self.database)))

    def faults(self, *, decided: bool = False) -> list[str]:
        """Everything that must never be and is."""
        return list(verdict.faults(verdict.read(self.database), self.ledger(), decided=decided))

    def states(self) -> Counter[str]:
        rows = verdict.read(self.database)
        return Counter("asks" if row.asks else row.state for row in rows)

    def ledger(self) -> dict[str, Any]:
        """What really arrived."""
        whole: dict[str, Any] = httpx.get(f"http://127.0.0.1:{self._desk}/ledger", timeout=30).json()
        return whole

    def decide(self) -> dict[str, int]:
        """Let a person look at what asks for one, and say the truth."""
        there = json.dumps([post["key"] for post in self.ledger()["stored"]])
        said: dict[str, int] = json.loads(self._run("-m", "tests.chaos.ledger.person", given=there))
        return said

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-4000:]

    def _run(self, *words: str, given: str = "") -> str:
        done = subprocess.run(
            [sys.executable, *words], env=self._environment, cwd=ROOT, input=given, text=True,
            capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def _start(self, module: str, *words: str, process: str = "") -> subprocess.Popen[str]:
        with (self.folder / "log").open("a") as log:
            started = subprocess.Popen(
                [sys.executable, "-m", module, *words], env={**self._environment, "WAYPOST_PROCESS": process},
                cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
            )  # fmt: skip
        self._processes.append(started)
        return started


def _children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
