"""Measures the planner: `python -m benchmarks.planner [--json] [--check] [--tiny 8]`.

Tiny brands against every plan there is; a quarter of a small brand and of a large one, also with too few
hours: the seconds of one processor that
their child process takes, start and all (on an idle machine these are the seconds that a person waits), and how far from
the best they may be.
"""

import json
import resource
import subprocess
import sys

from benchmarks.figures import Report, end, parser, progress
from benchmarks.planner import brands
from benchmarks.planner.exhaustive import best
from waypost.loop.planning.domain.heavy.jobs import answer
from waypost.loop.planning.domain.planner import Answer, Question, answer_from, record_of

TOO_FEW = (
    ("small", brands.small(), 1.0, 2.0),
    ("small", brands.small(), 1.7, 2.0),
    ("small", brands.small(), 2.5, 2.0),
    ("large", brands.large(), 33.0, 10.0),
)
"""Brands with fewer hours than they need: their kind, the hours of a week, and how far from the best a plan may be."""


def main() -> int:
    """Measure, and report."""
    cli = parser(__doc__ or "", ["python -m benchmarks.planner --tiny 3"])
    cli.add_argument("--tiny", type=int, default=8, help="tiny brands that are tried out whole (8)")
    given = cli.parse_args()
    report = Report("planner", {"tiny": given.tiny})
    progress(f"{given.tiny} tiny brands, every plan of each …")
    gaps = [_gap(report, brands.tiny(seed)) for seed in range(given.tiny)]
    report.add("gap to the best, tiny brands, mean", 100 * sum(gaps) / max(len(gaps), 1), "%", 2.0)
    report.add("gap to the best, tiny brands, worst", 100 * max(gaps, default=0.0), "%", 10.0)
    for name, question, seconds in (("small", brands.small(), 2.0), ("large", brands.large(), 20.0)):
        progress(f"a quarter of a {name} brand …")
        found, took = _in_a_child(question)
        report.add(f"a quarter of a {name} brand", took, "s", seconds)
        report.add(f"gap at most, {name} brand", 100 * found.gap, "%", 2.0)
        report.add(f"slots of the {name} brand", len(found.slots), "slots")
    for name, question, hours, most in TOO_FEW:
        progress(f"a quarter of a {name} brand with {hours:g} hours a week …")
        found, took = _in_a_child(brands.short_of_hours(question, hours))
        report.add(f"a quarter of a {name} brand, {hours:g} hours a week", took, "s", 20.0)
        report.add(f"gap at most, {name} brand, {hours:g} hours a week", 100 * found.gap, "%", most)
    return end(report, given)


def _gap(report: Report, question: Question) -> float:
    most, found = best(question), answer(question)
    if not found.worth <= most <= found.bound:
        report.fault(f"A plan is worth {found.worth}, the best {most}, and the bound is {found.bound}.")
    return (most - found.worth) / max(abs(most), 1)


def _in_a_child(question: Question) -> tuple[Answer, float]:
    before = _spent()
    child = subprocess.run(
        [sys.executable, "-m", "waypost.interfaces.heavy", "plan"],
        input=json.dumps({"question": record_of(question)}),
        capture_output=True,
        text=True,
        check=True,
    )
    return answer_from(json.loads(child.stdout.splitlines()[-1])["result"]), _spent() - before


def _spent() -> float:
    """Seconds of a processor that children took."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


if __name__ == "__main__":
    sys.exit(main())
