"""Measures what grows with what: `python -m benchmarks.scaling [--json] [--sizes small medium large] [--count 1000]`.

Three installations on a PostgreSQL of their own, each with ten times the channels, ten times the posts and twice the
publishers of the one before. The same posts go out on each; what they cost is counted: CPU, commits, log and rows.
"""

import sys
import time
from dataclasses import dataclass

import psycopg

from benchmarks import processes
from benchmarks.figures import Report, end, parser, progress
from tests.machines.connections import Counter
from tests.machines.fleet import Fleet, fleet

IDLE, WARM = 15.0, 40
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Size:
    """How big an installation is."""

    channels: int
    finished: int
    publishers: int

    def __str__(self) -> str:
        return f"{self.channels:,} channels, {self.finished:,} sent, {self.publishers} publishers"


SIZES = {"small": Size(20, 10_000, 1), "medium": Size(200, 100_000, 2), "large": Size(2000, 1_000_000, 4)}


def main() -> int:
    """Measure each size, report."""
    cli = parser(__doc__ or "", ["python -m benchmarks.scaling --sizes small --count 200"])
    cli.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES), help="which (all three)")
    cli.add_argument("--count", type=int, default=1000, help="posts that go out on each (1000)")
    given = cli.parse_args()
    report = Report("scaling", {"posts": given.count} | {name: str(SIZES[name]) for name in given.sizes})
    for name in given.sizes:
        progress(f"{name}: {SIZES[name]} …")
        known = len(report.figures)
        with fleet() as harbour:
            _measure(harbour, report, name, SIZES[name], given.count)
        progress("\n".join(figure.line for figure in report.figures[known:]))
    return end(report, given)


def _measure(harbour: Fleet, report: Report, name: str, size: Size, count: int) -> None:
    harbour.begin(channels=size.channels)
    harbour.publisher("pier-1")
    network = harbour.network
    network.wait_for(harbour.queue(WARM, 0.0), 120)
    before = _ask(harbour, "SELECT pg_database_size('waypost')")
    harbour.run("office", "benchmarks.scaling.fill", "crowd", str(size.finished))
    grown = _ask(harbour, "SELECT pg_database_size('waypost')") - before
    rows = size.finished + size.finished // 5
    report.add(f"{name}: the database grows by, each post", grown / rows / 1024, "KB")
    for number in range(2, size.publishers + 1):
        harbour.publisher(f"pier-{number}")
    time.sleep(IDLE)
    publishers = [harbour.processes[f"pier-{number}"].pid for number in range(1, size.publishers + 1)]
    idle = _idle(harbour, report, name, publishers)
    _busy(harbour, report, name, publishers, count, idle)


def _idle(harbour: Fleet, report: Report, name: str, publishers: list[int]) -> dict[str, float]:
    """What nothing to do costs, each publisher; returns what all of it costs in a second."""
    earlier = _spent(harbour, publishers)
    time.sleep(IDLE)
    cost = _since(harbour, publishers, earlier)
    each = IDLE * len(publishers)
    report.add(f"{name}: idle, questions of each publisher", cost["commits"] / each, "/s")
    report.add(f"{name}: idle, CPU of each publisher, of one core", 100 * cost["publishers"] / each, "%")
    report.add(f"{name}: idle, CPU of PostgreSQL for each, of one core", 100 * cost["database"] / each, "%")
    return {what: spent / IDLE for what, spent in cost.items()}


def _busy(
    harbour: Fleet, report: Report, name: str, publishers: list[int], count: int, idle: dict[str, float]
) -> None:
    """What a post costs from its writing to its end, over what nothing to do costs in the same time."""
    earlier, begun = _spent(harbour, publishers), time.monotonic()
    network = harbour.network
    with Counter(harbour.server.url) as counter:
        due = harbour.queue(count, 0.0)
        missing = network.wait_for(due, 300)
    took = time.monotonic() - begun
    cost = {what: spent - idle[what] * took for what, spent in _since(harbour, publishers, earlier).items()}
    if missing:
        report.fault(f"{name}: {len(missing)} were never stored")
    moments = network.moments(due).values()
    report.add(f"{name}: posts sent in a second", count / max(max(moments) - min(moments), 0.001), "/s")
    report.add(f"{name}: CPU of the publishers, each post", 1000 * cost["publishers"] / count, "ms")
    report.add(f"{name}: CPU of PostgreSQL, each post", 1000 * cost["database"] / count, "ms")
    report.add(f"{name}: commits, each post", cost["commits"] / count, "")
    report.add(f"{name}: written to PostgreSQL's log, each post", cost["wal"] / count / 1024, "KB")
    piers = [most for place, most in counter.most().items() if place.startswith("pier")]
    report.add(f"{name}: connections of a publisher, at most", max(piers), "", 20)
    memory = [each.pss for each in processes.tree(*publishers)]
    report.add(f"{name}: memory of a publisher, PSS", sum(memory) / len(publishers) / MEGABYTE, "MB")


def _spent(harbour: Fleet, publishers: list[int]) -> dict[str, float]:
    assert harbour.server.process is not None
    return {
        "publishers": sum(each.cpu for each in processes.tree(*publishers)),
        "database": sum(each.cpu for each in processes.tree(harbour.server.process.pid)),
        "commits": _ask(harbour, "SELECT xact_commit FROM pg_stat_database WHERE datname = 'waypost'"),
        "wal": _ask(harbour, "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')"),
    }


def _since(harbour: Fleet, publishers: list[int], earlier: dict[str, float]) -> dict[str, float]:
    return {what: now - earlier[what] for what, now in _spent(harbour, publishers).items()}


def _ask(harbour: Fleet, question: str) -> float:
    with psycopg.connect(harbour.server.url, autocommit=True) as connection:
        [(answer,)] = connection.execute(question).fetchall()  # type: Any
    return float(answer)


if __name__ == "__main__":
    sys.exit(main())
