"""Measures a claim in a crowd: `python -m benchmarks.claims [--json] [--check] [--postgresql]`.

Two installations, one with next to nothing in it and one with a million posts that are out and two hundred thousand
that wait, are measured in turns, so that whatever else the machine does slows both.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from benchmarks.claims import A_WEEK
from benchmarks.figures import Report, end, parser, percentile, progress
from benchmarks.home import Home, made
from benchmarks.servers import postgresql

MODULE = "benchmarks.claims.measure"
SLOWED = 1.2
AT_MOST_MS, A_WEEK_MS = 100.0, 1000.0
TARGETS = {"claim": SLOWED, "send": SLOWED}


def main() -> int:
    """Fill both, measure in turns, report each median and its ratio."""
    given = _arguments()
    crowd = (given.finished, given.waiting)
    report = Report(
        "claims",
        {
            "finished": given.finished, "waiting": given.waiting, "rounds": given.rounds,
            "database": "PostgreSQL" if given.postgresql else "SQLite",
        },
    )  # fmt: skip
    with ExitStack() as stack:
        clean, full = (stack.enter_context(_installation(given, size)) for size in ((0, 0), crowd))
        found: dict[str, dict[str, list[float]]] = {"clean": {}, "full": {}}
        # The first round of each warms it up.
        for number in range(given.rounds + 1):
            progress(f"round {number} of {given.rounds} …")
            for name, process in (("clean", clean), ("full", full)):
                for what, took in _ask(process).items():
                    found[name].setdefault(what, []).extend(took if number else [])
    for what, took in found["full"].items():
        _compare(report, what, found["clean"][what], took)
    return end(report, given)


def _compare(report: Report, what: str, clean: list[float], full: list[float]) -> None:
    alone, crowded = percentile(clean, 0.5), percentile(full, 0.5)
    report.add(f"{what}: clean, p50", alone, "ms")
    report.add(f"{what}: in the crowd, p50", crowded, "ms", _limit(what))
    report.add(f"{what}: in the crowd, p99", percentile(full, 0.99), "ms")
    report.add(f"{what}: slowed to", crowded / alone, "times", TARGETS.get(what))


def _limit(what: str) -> float | None:
    """For how long at most: what goes on beside claims must not hold up SQLite's one writer; what comes rarely may."""
    if what in TARGETS:
        return None
    return A_WEEK_MS if what == A_WEEK else AT_MOST_MS


@contextmanager
def _installation(given: argparse.Namespace, size: tuple[int, int]) -> Iterator[subprocess.Popen[str]]:
    """A process that measures in a home, and on a server, of its own; ready to be asked."""
    with (
        postgresql() if given.postgresql else _nothing() as address,
        made(WAYPOST_DATABASE_URL=address) as home,
    ):
        process = _started(home, size)
        try:
            yield process
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(60)


@contextmanager
def _nothing() -> Iterator[str]:
    yield ""


def _started(home: Home, size: tuple[int, int]) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", MODULE, "--finished", str(size[0]), "--waiting", str(size[1])]
    process = subprocess.Popen(
        words, env=home.environment(), text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    while (said := process.stdout.readline()) != "ready\n":
        assert said, "the process that measures ended before it was ready"
    return process


def _ask(process: subprocess.Popen[str]) -> dict[str, list[float]]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    found: dict[str, list[float]] = json.loads(process.stdout.readline())
    return found


def _arguments() -> argparse.Namespace:
    cli = parser(
        __doc__ or "",
        [
            "python -m benchmarks.claims --finished 10000 --waiting 2000",
            "python -m benchmarks.claims --postgresql",
        ],
    )
    cli.add_argument("--finished", type=int, default=1_000_000, help="posts that are out (1000000)")
    cli.add_argument("--waiting", type=int, default=200_000, help="posts that wait for their time (200000)")
    cli.add_argument("--rounds", type=int, default=20, help="how often each is measured (20)")
    cli.add_argument(
        "--postgresql", action="store_true", help="on throw-away servers of the machine's programs"
    )
    return cli.parse_args()


if __name__ == "__main__":
    sys.exit(main())
