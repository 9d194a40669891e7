"""What a simulation says at its end, and where its time went."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field

import httpx

from waypost.networks.sandbox.server import Sandbox, SandboxWire
from waypost.toolkit import http


@dataclass
class Quarter:
    """Thirteen weeks. `outcome` is the expected value of what was posted in them, before chance."""

    n: int
    outcome: float = 0.0
    posts: int = 0
    proposals: int = 0


@dataclass(frozen=True)
class Report:
    """What is printed."""

    quarters: list[Quarter]
    seed: int
    policy: str

    def as_record(self) -> dict[str, object]:
        """As plain values; outcomes to a thousandth."""
        rounded = [asdict(quarter) | {"outcome": round(quarter.outcome, 3)} for quarter in self.quarters]
        return {"quarters": rounded, "seed": self.seed, "policy": self.policy}


@dataclass
class Stopwatch:
    """Seconds of computing by what they were spent on; what runs inside something else counts for itself alone."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _inside: list[str] = field(default_factory=list)
    _since: float = 0.0

    @contextmanager
    def on(self, what: str) -> Iterator[None]:
        """Count the time inside the block for `what`."""
        self._turn()
        self._inside.append(what)
        try:
            yield
        finally:
            self._turn()
            self._inside.pop()

    def _turn(self) -> None:
        now = time.process_time()
        if self._inside:
            self.seconds[self._inside[-1]] += now - self._since
        self._since = now

    def words(self) -> str:
        """The largest first."""
        spent = sorted(self.seconds.items(), key=lambda pair: -pair[1])
        return ", ".join(f"{what} {seconds:.1f} s" for what, seconds in spent)


class TimedWire(SandboxWire):
    """The sandbox in this process, its time counted apart: network and audience together."""

    def __init__(self, sandbox: Sandbox, watch: Stopwatch) -> None:
        super().__init__(sandbox)
        self._watch = watch

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        with self._watch.on("network and audience"):
            return super().answer(request, deadline)
