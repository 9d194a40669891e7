"""Measures a fleet: `python -m benchmarks.machines [--json] [--check] [--count 10000] [--over 200]`.

Web, publishers and workers apart on one PostgreSQL of its own, ended and begun anew while posts go out, the database
restarted twice. What was stored is compared with what was due: nothing twice, nothing lost, nothing stuck.
"""

import sys

from benchmarks.figures import Report, end, parser, progress
from benchmarks.publish import CHANNELS
from tests.machines.fleet import fleet
from tests.machines.story import AT_WORK, machines_come_and_go

AT_MOST, AWAY = 20, 15.0


def main() -> int:
    """Tell the story once, report."""
    cli = parser(__doc__ or "", ["python -m benchmarks.machines --count 400 --over 20"])
    cli.add_argument("--count", type=int, default=10_000, help="posts (10,000)")
    cli.add_argument("--over", type=float, default=200.0, help="seconds over which they are due (200)")
    given = cli.parse_args()
    report = Report("machines", {"posts": given.count, "over": f"{given.over:g} s", "channels": CHANNELS})
    with fleet() as harbour:
        story = machines_come_and_go(harbour, given.count, given.over, tell=progress)
        complaints = harbour.complaints()
    report.add("from the first due time until nothing moved", story.seconds, "s")
    for name, count in story.connections.items():
        report.add(f"connections of {name}, most at a time", count, "", AT_MOST)
    for name, count in story.calm.items():
        report.add(f"connections of {name}, once it is calm", count, "", AT_WORK)
    for number, seconds in enumerate(story.away, start=1):
        report.add(f"pages away after restart {number} of the database", seconds, "s", AWAY)
    if story.missing or story.states != {"published": given.count}:
        report.fault(f"{len(story.missing)} were never stored; the states are {story.states}")
    if story.twice:
        report.fault(f"{len(story.twice)} were stored twice")
    for words, count in sorted(complaints.items()):
        progress(f"{count} times in the logs: {words}")
    return end(report, given)


if __name__ == "__main__":
    sys.exit(main())
