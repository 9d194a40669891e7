"""Measures publishing: `python -m benchmarks.publish [--json] [--check] [--count 2000] [--postgresql]`.

The real process tree of `waypost up` and a sandbox server that takes 50 ms for each call; one post at a time per channel.
What was stored is compared with what was due: nothing twice, nothing lost.
"""

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime

from benchmarks import processes
from benchmarks.brand_keys import keys
from benchmarks.figures import Report, end, parser, percentile, progress
from benchmarks.home import Home, made
from benchmarks.publish import CHANNELS
from benchmarks.publish.network import Network
from benchmarks.publish.saving import Saving
from benchmarks.servers import postgresql

DRAIN_WITHIN, P50_LATE, P99_LATE = 12.0, 0.2, 1.0
AGAIN_WITHIN, SAVE_MS, IDLE_PERCENT, MEMORY_MB = 30.0, 20.0, 1.0, 250.0
SETTLE_WITHIN = 240.0
BREATH, QUIET = 5.0, 0.03
STARTS_WITHIN = 8.0
HANGING = keys(CHANNELS)[0]
OTHERS_LOSE = 20.0
"""Percent of their throughput that the others may lose while one channel hangs."""
MEGABYTE = 1024 * 1024


def main() -> int:
    """Run each part one after another in one home, report."""
    given = _arguments()
    report = Report(
        "publish",
        {
            "due at once": given.count, "spread": f"{given.spread} over {given.over:g} s", "channels": CHANNELS,
            "latency": f"{given.latency * 1000:g} ms", "database": "PostgreSQL" if _is_postgresql(given) else "SQLite",
        },
    )  # fmt: skip
    with ExitStack() as stack:
        address = stack.enter_context(postgresql()) if given.postgresql else given.database_url
        home = stack.enter_context(made(WAYPOST_DATABASE_URL=address))
        drafts = json.loads(home.run("benchmarks.publish.found").splitlines()[-1])
        sandbox = home.start_sandbox(given.latency)
        network = Network(home.sandbox)
        network.open_accounts()
        up = home.start_waypost("up")
        run = Run(home, network, report, roots=(up.pid, sandbox.pid))
        steps: dict[str, Callable[[], None]] = {
            "drain": lambda: run.drain(given.count),
            "saving": lambda: run.drain_while_saving(given.count, drafts),
            "hang": lambda: run.hang(given.count // 2),
            "lateness": lambda: run.lateness(given.spread, given.over),
            "kill": lambda: run.kill(given.spread, given.over),
            "idle": lambda: run.idle(given.idle),
            "publishers": lambda: run.publishers(given.publishers, given.count),
        }
        for name in given.only or [step for step in steps if step != "publishers" or given.publishers]:
            progress(f"{name} …")
            steps[name]()
    return end(report, given)


class Run:
    """One process tree, one network, and the parts of the measurement."""

    def __init__(self, home: Home, network: Network, report: Report, roots: tuple[int, ...]) -> None:
        self._since = 0
        self.home = home
        self.network = network
        self.report = report
        self.roots = roots

    def drain(self, count: int) -> None:
        """So many due at the same moment."""
        seconds = self._drained(count, "drain")
        self.report.add("drain: from due to last published", seconds, "s", DRAIN_WITHIN)
        self.report.add("drain: rate", count / seconds, "posts/s")

    def publishers(self, numbers: list[int], count: int) -> None:
        """The same, by more and more publishers beside each other."""
        alone = len(self.roots)
        for number in numbers:
            while len(self.roots) - alone < number - 1:
                self.roots += (self.home.start_waypost("publisher").pid,)
            time.sleep(STARTS_WITHIN)
            name = f"{number} publisher{'s' * (number > 1)}"
            seconds = self._drained(count, name)
            self.report.add(f"{name}: from due to last published", seconds, "s")
            self.report.add(f"{name}: rate", count / seconds, "posts/s")
            living = sum(each.name == "publisher" for each in processes.tree(*self.roots))
            if living < number:
                self.report.fault(f"only {living} of {number} publishers lived to the end")

    def hang(self, count: int) -> None:
        """One channel of the twenty never gets an answer: what the nineteen others send meanwhile."""
        rates: dict[bool, list[float]] = {False: [], True: []}
        # To and fro, so that whatever else the machine does slows both.
        for hangs in (False, True, True, False):
            rates[hangs].append(self._rate_of_others(count, hangs=hangs))
        clean, hung = max(rates[False]), max(rates[True])
        self.report.add("hang: the others, while nothing hangs", clean, "posts/s")
        self.report.add("hang: the others, while one channel hangs", hung, "posts/s")
        self.report.add("hang: throughput that the others lose", 100 * (1 - hung / clean), "%", OTHERS_LOSE)

    def _rate_of_others(self, count: int, *, hangs: bool) -> float:
        if hangs:
            self.network.hang(HANGING)
        due, _ = self._queue(count, 0.0)
        # They were written for one channel after the other, the first of which hangs.
        others = {key for number, key in enumerate(due) if number % CHANNELS}
        self.network.wait_for(others, SETTLE_WITHIN)
        took = max(self.network.moments(others).values()) - min(due.values())
        self.network.heal()
        self._wait_and_compare(due, SETTLE_WITHIN)
        return len(others) / took

    def drain_while_saving(self, count: int, drafts: list[int]) -> None:
        """The same, while a person saves a draft again and again."""
        with Saving(self.home.port, drafts) as saving:
            time.sleep(3)
            alone = [each * 1000 for each in saving.seconds[1:]]
            seconds = self._drained(count, "saving", during=saving.seconds)
        during = [each * 1000 for each in saving.seconds[self._since :]]
        self.report.add("saving: the drain took", seconds, "s")
        self.report.add("saving: p50 while nothing is sent", percentile(alone, 0.5), "ms")
        self.report.add("saving: saves during the drain", len(during), "")
        self.report.add("saving: p50", percentile(during, 0.5), "ms")
        self.report.add("saving: p99", percentile(during, 0.99), "ms", SAVE_MS)
        self.report.add("saving: max", max(during), "ms")

    def lateness(self, count: int, over: float) -> None:
        """So many spread over a time: how late each was stored."""
        due, _ = self._queue(count, over)
        self._wait_and_compare(due, over + SETTLE_WITHIN)
        found = self.network.moments(set(due))
        late = [found[key] - moment for key, moment in due.items() if key in found]
        self.report.add("lateness: p50", percentile(late, 0.5), "s", P50_LATE)
        self.report.add("lateness: p99", percentile(late, 0.99), "s", P99_LATE)
        self.report.add("lateness: max", max(late), "s")

    def kill(self, count: int, over: float) -> None:
        """The same once more, and in the middle the publisher is killed without a word."""
        due, _ = self._queue(count, over)
        time.sleep(max(0.0, min(due.values()) - time.time()) + over / 3)
        self.network.read()
        victim = self._publisher()
        killed_at = time.time()
        os.kill(victim, signal.SIGKILL)
        while self._publisher(unless=victim) in {0, victim}:
            time.sleep(0.02)
        reborn_at = time.time()
        self._wait_and_compare(due, over + SETTLE_WITHIN)
        again: dict[str, float] = {}
        for line in self.network.lines:
            if line.at > reborn_at:
                again.setdefault(line.handle, line.at - killed_at)
        self.report.add(
            "kill -9: until a post is sent again",
            min(again.values(), default=float("nan")),
            "s",
            AGAIN_WITHIN,
        )
        self.report.add("kill -9: until every channel sends again", self._all_again(again), "s", AGAIN_WITHIN)
        found = self.network.moments(set(due))
        self.report.add("kill -9: until the last of all was stored", max(found.values()) - killed_at, "s")

    def idle(self, seconds: float) -> None:
        """Nothing to do for a while; and the memory that all the work before left behind."""
        self.report.add("idle: the work behind the load was done after", self._until_quiet(), "s")
        before = self._cpu()
        time.sleep(seconds)
        used = self._cpu() - before
        self.report.add("idle: CPU of the whole tree, of one core", 100 * used / seconds, "%", IDLE_PERCENT)
        tree = processes.tree(*self.roots)
        self.report.add(
            "memory after the load, PSS", sum(each.pss for each in tree) / MEGABYTE, "MB", MEMORY_MB
        )
        self.report.add("memory after the load, RSS", sum(each.rss for each in tree) / MEGABYTE, "MB")
        for name in processes.NAMES:
            pss = sum(each.pss for each in tree if each.name == name)
            self.report.add(f"memory after the load, PSS: {name}", pss / MEGABYTE, "MB")

    def _until_quiet(self) -> float:
        """Wait until the worker has followed what went out: two breaths with next to nothing to do."""
        begun, quiet = time.monotonic(), 0
        while quiet < 2 and time.monotonic() - begun < SETTLE_WITHIN:
            before = self._cpu()
            time.sleep(BREATH)
            quiet = quiet + 1 if self._cpu() - before < QUIET * BREATH else 0
        return time.monotonic() - begun - 2 * BREATH

    def _drained(self, count: int, name: str, during: list[float] | None = None) -> float:
        due, prepared = self._queue(count, 0.0)
        self._since = len(during or [])
        before = self._cpu("publisher")
        self._wait_and_compare(due, SETTLE_WITHIN)
        self.report.add(
            f"{name}: CPU of the publisher, each post", 1000 * (self._cpu("publisher") - before) / count, "ms"
        )
        confirmed = json.loads(self.home.run("benchmarks.publish.states").splitlines()[-1])
        self.report.add(f"{name}: written and prepared before", prepared, "s")
        return datetime.fromisoformat(confirmed["last"]).timestamp() - min(due.values())

    def _queue(self, count: int, over: float) -> tuple[dict[str, float], float]:
        said = self.home.run("benchmarks.publish.queue", "--count", str(count), "--over", str(over))
        found = json.loads(said.splitlines()[-1])
        due = {key: datetime.fromisoformat(moment).timestamp() for key, moment in found["due"]}
        return due, found["prepared_seconds"]

    def _wait_and_compare(self, due: dict[str, float], seconds: float) -> None:
        """Until everything is stored and nothing is left undecided; whatever is twice or lost is a fault."""
        missing = self.network.wait_for(set(due), max(0.0, max(due.values()) - time.time()) + seconds)
        deadline = time.monotonic() + seconds
        while (
            (states := self._states()).keys() - {"published"} and not missing and time.monotonic() < deadline
        ):
            time.sleep(0.5)
        if missing or states.keys() - {"published"}:
            self.report.fault(f"{len(missing)} were never stored; the states are {states}")
        self.network.read()
        if twice := self.network.twice():
            self.report.fault(f"{len(twice)} were stored twice")

    def _states(self) -> dict[str, int]:
        found: dict[str, int] = json.loads(self.home.run("benchmarks.publish.states").splitlines()[-1])[
            "states"
        ]
        return found

    def _publisher(self, unless: int = 0) -> int:
        found = [
            each.pid
            for each in processes.tree(*self.roots)
            if each.name == "publisher" and each.pid != unless
        ]
        return found[0] if found else 0

    def _cpu(self, name: str = "") -> float:
        return sum(each.cpu for each in processes.tree(*self.roots) if name in each.name)

    @staticmethod
    def _all_again(again: dict[str, float]) -> float:
        return max(again.values()) if len(again) == CHANNELS else float("nan")


def _arguments() -> argparse.Namespace:
    cli = parser(
        __doc__ or "",
        [
            "python -m benchmarks.publish --count 200 --spread 60 --over 6 --idle 5",
            "python -m benchmarks.publish --json --check",
            "python -m benchmarks.publish --postgresql --only publishers --publishers 1,2,4",
        ],
    )
    cli.add_argument("--count", type=int, default=2000, help="posts due at once (2000)")
    cli.add_argument("--spread", type=int, default=600, help="posts spread over a time (600)")
    cli.add_argument("--over", type=float, default=60.0, help="seconds over which they are spread (60)")
    cli.add_argument(
        "--latency", type=float, default=0.05, help="seconds that the network takes for a call (0.05)"
    )
    cli.add_argument("--idle", type=float, default=30.0, help="seconds of idleness to measure (30)")
    cli.add_argument("--database-url", default="", help="an empty PostgreSQL database instead of SQLite")
    cli.add_argument(
        "--postgresql", action="store_true", help="a throw-away PostgreSQL of the machine's programs"
    )
    cli.add_argument(
        "--publishers", type=_numbers, default=[], help="also with so many beside each other, such as 1,2,4"
    )
    cli.add_argument(
        "--only",
        nargs="+",
        choices=["drain", "saving", "hang", "lateness", "kill", "idle", "publishers"],
        help="only these parts",
    )
    given = cli.parse_args()
    if given.publishers and not _is_postgresql(given):
        cli.error("several publishers beside each other need --postgresql or --database-url")
    return given


def _is_postgresql(given: argparse.Namespace) -> bool:
    return bool(given.postgresql or given.database_url)


def _numbers(written: str) -> list[int]:
    return sorted(int(word) for word in written.split(","))


if __name__ == "__main__":
    sys.exit(main())
