"""Simulated years as children, two at a time, each lived once; what could have been is forecast without the program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from waypost.interfaces.simulation.brand import BRANDS, Brand, read_brand
from waypost.interfaces.simulation.choosers import Chooser
from waypost.interfaces.simulation.forecast import forecast

WEEKS = 52
AT_ONCE = 2
LONGEST_SECONDS = 1800


def brand(name: str) -> Brand:
    """A brand of the simulation's own folder."""
    return read_brand(BRANDS / name / "audience.yaml")


def outcomes(name: str, chooser: Chooser, weeks: int = WEEKS) -> list[float]:
    """What each quarter brings where nobody learns."""
    return forecast(brand(name), chooser, weeks)


@dataclass(frozen=True)
class Lived:
    """What a child printed, how long it took, and what it said about that."""

    report: dict[str, object]
    seconds: float
    told: str

    @property
    def outcomes(self) -> list[float]:
        quarters = self.report["quarters"]
        assert isinstance(quarters, list)
        return [quarter["outcome"] for quarter in quarters]


class Years:
    """Lives years ahead of whoever asks for them."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._lived: dict[tuple[str, int, str, int], Future[Lived]] = {}

    def begin(self, name: str, seed: int, policy: str = "loop", weeks: int = WEEKS) -> Future[Lived]:
        """Let a year be lived; at once where a child is free."""
        key = name, seed, policy, weeks
        if key not in self._lived:
            self._lived[key] = self._pool.submit(_live, *key)
        return self._lived[key]

    def lived(self, name: str, seed: int, policy: str = "loop", weeks: int = WEEKS) -> Lived:
        """What came of a year."""
        return self.begin(name, seed, policy, weeks).result()

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


def _live(name: str, seed: int, policy: str, weeks: int) -> Lived:
    words = ["--audience", str(BRANDS / name / "audience.yaml"), "--weeks", str(weeks)]
    words += ["--seed", str(seed), "--policy", policy, "--json"]
    began = time.perf_counter()
    child = subprocess.run(
        [sys.executable, "-m", "waypost.interfaces.commands", "simulate", *words],
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    assert child.returncode == 0, child.stderr[-2000:]
    return Lived(json.loads(child.stdout), time.perf_counter() - began, child.stderr.splitlines()[-1])
