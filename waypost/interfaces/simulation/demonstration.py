"""`python -m waypost.interfaces.simulation.demonstration --keep FOLDER`: the demo, lived through up to this minute.

Three quarters before an audience, with a team that thinks about what is proposed; then the week that goes on, and one
of everything that needs a person. Whoever shows it carries the rows and the sandbox's file out of the folder.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path

from waypost.interfaces.simulation.home import scratch
from waypost.toolkit.refusal import Refusal

WEEKS = 39
FIRST_ID = 100_000
"""Ids begin here, so that they stay what they are in a database that holds other rows."""


def main() -> int:
    """Make it; 0 when it is in the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, required=True, metavar="FOLDER", help="the home to live in")
    parser.add_argument("--seed", type=int, default=7, help="the audience's chance (7)")
    given = parser.parse_args()
    try:
        with scratch(given.keep) as home:
            lived = import_module("waypost.interfaces.simulation.present")
            slug = lived.live(home, weeks=WEEKS, seed=given.seed, first_id=FIRST_ID, say=_say)
    except Refusal as refusal:
        sys.stderr.write(f"{refusal.sentence}\n")
        return 2
    sys.stdout.write(json.dumps({"slug": slug}) + "\n")
    return 0


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
