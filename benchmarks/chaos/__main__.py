"""Kills publishers while networks do everything wrong: `python -m benchmarks.chaos [--json] [--check] [--count 10000]`.

What `tests/chaos/test_ledger.py` does with fewer: on SQLite a publisher dies before and after every kind of commit that
any of them makes; on PostgreSQL three at a time die around commits that chance chooses. The networks refuse, limit, fail
before and after storing, drop answers, hang, store late, and are away for a while. Counted is what their ledger says.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.figures import Report, end, parser, progress
from tests import postgres
from tests.chaos.ledger import verdict
from tests.chaos.ledger.families import FAMILIES
from tests.chaos.ledger.fates import Fate, fate_of
from tests.chaos.ledger.fleet import Fleet

A_SECOND, OUT = 25, 20.0
DOUBTS_WITHIN, GIVEN_UP_AFTER = 180.0, 900.0
KILLS_OF = 30
"""On PostgreSQL, one kill for so many publications."""


def main() -> int:
    """Run on each database, report."""
    given = _arguments()
    report = Report(
        "chaos",
        {"posts": given.count, "channels": given.channels * len(FAMILIES), "networks": ", ".join(FAMILIES)},
    )
    with tempfile.TemporaryDirectory(prefix="waypost-benchmark-") as folder:
        if "sqlite" in given.only:
            _measure(report, given, "SQLite", Path(folder) / "sqlite", "")
        if "postgresql" in given.only:
            server = postgres.Server(postgres.programs()[0])
            server.start()
            try:
                _measure(report, given, "PostgreSQL", Path(folder) / "postgresql", server.url)
            finally:
                server.stop()
    return end(report, given)


def _measure(report: Report, given: argparse.Namespace, name: str, home: Path, url: str) -> None:
    progress(f"{name}: planting …")
    home.mkdir()
    over = max(60, given.count // A_SECOND)
    with Fleet(home, url) as fleet:
        fleet.plant(given.count, given.channels, over)
        due = time.monotonic() + over
        for number, (family, how) in enumerate(
            (("listed", "drops"), ("headed", "refuses"), ("keyed", "drops"))
        ):
            fleet.outage(family, how, over * (number + 1) / 4, OUT)
        progress(f"{name}: killing …")
        if url:
            kills = fleet.order(
                "scatter", kills=max(20, given.count // KILLS_OF), at_once=3, most=150, seed=20261122
            )["kills"]
        else:
            kills = _exhausted(report, fleet, over)
        fleet.order("survive", count=2 if url else 1)
        calm = max(due, time.monotonic())
        fleet.wait(calm - time.monotonic() + GIVEN_UP_AFTER)
        report.add(f"{name}: publishers killed", kills, "")
        report.add(f"{name}: the last died, after the last was due", calm - due, "s")
        report.add(
            f"{name}: no doubt left, after the last was due and the last had died", time.monotonic() - calm, "s",
            DOUBTS_WITHIN,
        )  # fmt: skip
        _count(report, name, fleet)
        progress(f"{name}: a person decides …")
        decided = Counter[str]()
        while said := fleet.decide():
            decided.update(said)
            fleet.wait(GIVEN_UP_AFTER)
        report.add(f"{name}: decided by a person", sum(decided.values()), "")
        for fault in fleet.faults(decided=True):
            report.fault(f"{name}, after a person decided: {fault}")
        fleet.order("rest")


def _exhausted(report: Report, fleet: Fleet, over: float) -> int:
    done = fleet.exhaust(over)
    report.add("SQLite: kinds of commits", len(done["commits"]), "")
    report.add("SQLite: points at which one died", len(done["died"]), "")
    kills: int = done["kills"]
    return kills


def _count(report: Report, name: str, fleet: Fleet) -> None:
    """What became of everything, before a person decides."""
    rows = verdict.read(fleet.database)
    stored = Counter(post["key"] for post in fleet.ledger()["stored"])
    states = fleet.states()
    tried = [row for row in rows if row.outcomes]
    struck = sum(fate_of(row.text) is not Fate.FINE for row in tried)
    report.add(f"{name}: publications, with parts and comments", len(rows), "")
    report.add(f"{name}: of them struck by a fault", struck, "")
    report.add(f"{name}: of them in doubt at some time", sum(row.is_doubted for row in tried), "")
    report.add(f"{name}: stored", sum(stored.values()), "")
    report.add(f"{name}: stored twice", sum(count > 1 for count in stored.values()), "", 0)
    lost = sum(row.state == "published" and not stored[row.key] for row in rows)
    report.add(f"{name}: lost", lost, "", 0)
    report.add(f"{name}: stuck", len(verdict.restless(rows)), "", 0)
    askable = sum(row.asks and FAMILIES[row.network].findable for row in rows)
    report.add(f"{name}: with a person although the network can be asked", askable, "", 0)
    report.add(f"{name}: with a person, because it cannot", states["asks"] - askable, "")
    report.add(f"{name}: refused by the network", states["rejected"], "")
    for fault in fleet.faults():
        report.fault(f"{name}: {fault}")


def _arguments() -> argparse.Namespace:
    cli = parser(
        __doc__ or "",
        ["python -m benchmarks.chaos --count 500 --only sqlite", "python -m benchmarks.chaos --json --check"],
    )
    cli.add_argument("--count", type=int, default=10_000, help="posts to send (10000)")
    cli.add_argument("--channels", type=int, default=4, help="channels of each network (4)")
    cli.add_argument(
        "--only", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"],
        help="only on these databases",
    )  # fmt: skip
    return cli.parse_args()


if __name__ == "__main__":
    sys.exit(main())
