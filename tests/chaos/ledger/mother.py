"""Starts publishers by forking and lets them die: `python -m tests.chaos.ledger.mother <file of notes>`.

Takes orders on standard input, a line of JSON each, and answers each with a line of JSON. A child is a whole publisher
process of its own; only the second that Python needs to load the program is saved.
"""

from __future__ import annotations

import gc
import json
import os
import random
import signal
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from tests.chaos.ledger.commits import DIED, Commits, Doom, Side  # noqa: E402
from tests.chaos.ledger.speaking import introduce  # noqa: E402
from waypost.loop.publishing import publisher  # noqa: E402

PATIENCE = 4.0
"""Seconds after which a child that met nothing new is killed."""


def main() -> None:
    introduce()
    notes = Path(sys.argv[1])
    commits = Commits(notes)
    commits.watch()
    gc.freeze()
    mother = Mother(notes, commits, publisher.run)
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(getattr(mother, order.pop("do"))(**order)), flush=True)


class Mother:
    """Has the children, and knows where each of them ends."""

    def __init__(self, notes: Path, commits: Commits, publish: Callable[[threading.Event], None]) -> None:
        self._notes, self._watched, self._publish = notes, commits, publish
        self._survivors: list[int] = []
        self._old = 0

    def exhaust(self, seconds: float) -> dict[str, Any]:
        """Let one publisher after another die where none died yet: on each side of each kind of commit.

        A child that meets nothing new for a while is killed wherever it stands; each further one is given longer.
        """
        until, kills = time.monotonic() + seconds, 0
        while time.monotonic() < until:
            known = self._died()
            self._wait_for(self._fork(Doom(spared=known)), PATIENCE * min(5, 1 + self._old))
            self._old = 0 if self._died() - known else self._old + 1
            kills += 1
        return {"kills": kills, "died": sorted(self._died()), "commits": self.commits()}

    def scatter(self, kills: int, at_once: int, most: int, seed: int) -> dict[str, Any]:
        """Let several publishers at a time die around commits that chance chooses, until so many have died."""
        chance = random.Random(seed)
        living: set[int] = set()
        died = 0
        while died < kills:
            while len(living) < min(at_once, kills - died):
                living.add(self._fork(Doom(side=chance.choice(list(Side)), left=chance.randint(1, most))))
            pid, status = os.wait()
            living.discard(pid)
            assert os.WIFSIGNALED(status), f"a child ended by itself: {status}"
            died += 1
        return {"kills": died}

    def commits(self) -> dict[str, int]:
        """How many commits of each kind there were."""
        return Counter(line for line in self._lines() if not line.startswith(DIED))

    def survive(self, count: int) -> dict[str, Any]:
        """Start publishers that live on."""
        self._survivors += [self._fork(None) for _ in range(count)]
        return {"pids": self._survivors}

    def rest(self) -> dict[str, Any]:
        """Ask the survivors to stop, and wait until they have."""
        for pid in self._survivors:
            os.kill(pid, signal.SIGTERM)
        codes = [os.waitpid(pid, 0)[1] for pid in self._survivors]
        self._survivors = []
        return {"codes": codes}

    def _lines(self) -> list[str]:
        return self._notes.read_text().splitlines()

    def _died(self) -> frozenset[str]:
        """The points at which one died already."""
        return frozenset(line.removeprefix(DIED) for line in self._lines() if line.startswith(DIED))

    def _fork(self, doom: Doom | None) -> int:
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                self._watched.doom = doom
                stop = threading.Event()
                signal.signal(signal.SIGTERM, lambda *_: stop.set())
                self._publish(stop)
                code = 0
            except BaseException:  # noqa: BLE001 (a child ends here, whatever happens)
                traceback.print_exc()
            finally:
                os._exit(code)
        return pid

    @staticmethod
    def _wait_for(pid: int, seconds: float) -> None:
        """Wait until a child died of itself; one that does not for too long is killed."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                assert os.WIFSIGNALED(status), f"a child ended by itself: {status}"
                return
            time.sleep(0.01)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
