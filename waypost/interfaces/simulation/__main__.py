"""`python -m waypost.interfaces.simulation --audience FILE --weeks 52 --seed 1 --policy loop`: JSON out, progress on stderr."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from waypost.interfaces.simulation.home import scratch
from waypost.toolkit.refusal import Refusal

STOPS = (signal.SIGTERM, signal.SIGINT)
POLICIES = ("loop", "static", "random", "oracle")


def main(words: Sequence[str] | None = None) -> int:
    """Simulate; 0 when it went well, 2 with a sentence when it was refused."""
    given = arguments().parse_args(words)
    for number in STOPS:
        signal.signal(number, _stop)
    try:
        with scratch(given.keep) as home:
            # Django is set up only now, in the scratch home; what needs it is loaded after that.
            telling = import_module("waypost.interfaces.simulation.telling")
            sys.stdout.write(json.dumps(telling.simulate(given, home)) + "\n")
            return 0
    except Refusal as refusal:
        sys.stderr.write(f"{refusal.sentence}\n")
        return 2


def _stop(number: int, frame: object) -> NoReturn:
    """Leave by unwinding, so that the scratch home is taken away; once: a second signal must not break into that."""
    for other in STOPS:
        signal.signal(other, signal.SIG_IGN)
    sys.exit(128 + number)


def arguments() -> argparse.ArgumentParser:
    """What can be said."""
    parser = argparse.ArgumentParser(prog="waypost.interfaces.simulation", description=__doc__)
    parser.add_argument("--audience", type=Path, required=True, help="a YAML file; it names its strategy")
    parser.add_argument("--weeks", type=int, default=52, help="how many weeks (52)")
    parser.add_argument("--seed", type=int, default=1, help="the audience's chance (1)")
    parser.add_argument("--policy", choices=POLICIES, default="loop", help="who changes the strategy (loop)")
    parser.add_argument(
        "--begins", metavar="DATE", help="begin in the week of this day instead of the file's"
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="live in this home and leave it there")
    return parser


if __name__ == "__main__":
    sys.exit(main())
