"""Runs what was asked for and tells how far it is."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date
from pathlib import Path

from waypost.interfaces.simulation import database
from waypost.interfaces.simulation.brand import read_brand
from waypost.interfaces.simulation.figures import Stopwatch
from waypost.interfaces.simulation.run import run
from waypost.toolkit.refusal import Refusal


def simulate(given: argparse.Namespace, home: Path) -> dict[str, object]:
    """Simulate and give the report as plain values."""
    if not 1 <= given.weeks <= 260:
        raise Refusal("Simulate at least one week, and five years at most.")
    brand = read_brand(given.audience)
    if given.begins:
        brand = brand.beginning(_day(given.begins))
    began, watch = time.perf_counter(), Stopwatch()
    with watch.on("preparing"):
        database.prepare(is_kept=given.keep is not None)
        report = run(
            brand,
            weeks=given.weeks,
            seed=given.seed,
            policy=given.policy,
            watch=watch,
            sandbox_file=home / "sandbox.sqlite3" if given.keep else None,
            week=lambda number: _say(f"week {number + 1} of {given.weeks}"),
        )
    _say(
        f"{time.perf_counter() - began:.1f} s in all, {time.process_time():.1f} s of them computing: {watch.words()}"
    )
    return report.as_record()


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise Refusal(f"“{words}” is not a day. Write it as 2027-01-04.") from error
