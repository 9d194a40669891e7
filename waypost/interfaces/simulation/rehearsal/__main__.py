"""`python -m waypost.interfaces.simulation.rehearsal COPY --media FOLDER --script JSON`: lines of JSON out.

Each line is {"percent": 40, "at": "…"} again and again, then {"report": …}.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from waypost.interfaces.simulation.home import scratch

STOPS = (signal.SIGTERM, signal.SIGINT)
OUTSIDE = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"})


def main(words: Sequence[str] | None = None) -> int:
    """Play it; 0 when the report was written."""
    given = arguments().parse_args(words)
    for number in STOPS:
        signal.signal(number, _stop)
    seal()
    copied = json.loads(given.copy.read_text(encoding="utf-8"))
    given.copy.unlink()
    with TemporaryDirectory(prefix="waypost-rehearsal-") as folder, scratch(Path(folder)):
        # Django is set up only now, in the scratch home; what needs it is loaded after that.
        play = import_module("waypost.interfaces.simulation.rehearsal.play")
        report = play.play(copied, json.loads(given.script), given.media, tell)
    say(report=report)
    return 0


def seal() -> None:
    """Let no connection leave this process from now on, whatever any code in it tries."""
    sys.addaudithook(_refuse)


def _refuse(event: str, details: tuple[object, ...]) -> None:
    if event in OUTSIDE:
        raise PermissionError("A rehearsal opens no connections.")


def tell(percent: int, at: str) -> None:
    """Say how far it is."""
    say(percent=percent, at=at)


def say(**said: object) -> None:
    """Write one line and let it be seen."""
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def _stop(number: int, frame: object) -> NoReturn:
    """Leave by unwinding, so that the scratch home is taken away; a second signal must not break into that."""
    for other in STOPS:
        signal.signal(other, signal.SIG_IGN)
    sys.exit(128 + number)


def arguments() -> argparse.ArgumentParser:
    """What can be said."""
    parser = argparse.ArgumentParser(prog="waypost.interfaces.simulation.rehearsal", description=__doc__)
    parser.add_argument("copy", type=Path, help="the rows to play with; taken away once read")
    parser.add_argument("--media", type=Path, required=True, help="where their pictures lie")
    parser.add_argument("--script", required=True, help="what goes wrong, as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
