"""Has rehearsals played: each by a child process that gets a copy of the rows it needs, and nothing else of ours.

The child knows neither the database nor a token, and cannot open a connection; so nothing that happens in it is real.
"""

import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings

from waypost.foundation.journal import reactions
from waypost.loop.publishing.actions import rehearsals
from waypost.loop.publishing.models import Rehearsal
from waypost.loop.publishing.queries.rehearsing import copy_of

log = logging.getLogger(__name__)

CHILD = ("waypost.interfaces.commands.tether", "waypost.interfaces.simulation.rehearsal")
LONGEST_SECONDS = 300.0
PATIENCE = 5.0
EVERY = 0.5
BROKE_OFF = "It could not be played to its end. Ask for it again; if that does not help, the log says more."


def play_waiting() -> int:
    """Play what waits, one after the other, as far as others do not; never where time is simulated. Say how many."""
    played = 0
    while not reactions.inline.get() and (rehearsal := rehearsals.begin_next()) is not None:
        play(rehearsal)
        played += 1
    return played


def play(rehearsal: Rehearsal) -> None:
    """Play one that was begun, and keep what came of it."""
    try:
        with TemporaryDirectory(prefix="waypost-rehearsal-") as folder:
            file = Path(folder) / "copy.json"
            file.write_text(copy_of(rehearsal.workspace, rehearsal.first_on), encoding="utf-8")
            with _child(file, rehearsal) as child:
                report = _follow(child, rehearsal)
    except Exception:
        rehearsals.fail(rehearsal, why=BROKE_OFF)
        raise
    if report is not None:
        rehearsals.end(rehearsal, report=report)
    elif rehearsals.fail(rehearsal, why=BROKE_OFF):
        log.error("rehearsal.broke_off", extra={"rehearsal": rehearsal.pk, "code": child.returncode})


@contextmanager
def _child(file: Path, rehearsal: Rehearsal) -> Iterator["subprocess.Popen[str]"]:
    """The process that plays; it ends with the block, with this process, and after a while in any case."""
    media = str(Path(settings.MEDIA_ROOT).resolve())
    with subprocess.Popen(  # noqa: S603 (our own program)
        [
            sys.executable,
            "-P",
            "-m",
            *CHILD,
            str(file),
            "--media",
            media,
            "--script",
            json.dumps(rehearsal.script),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=_environment(),
        text=True,
    ) as child:
        too_long = threading.Timer(LONGEST_SECONDS, child.kill)
        too_long.start()
        try:
            yield child
        finally:
            too_long.cancel()
            _end(child)


def _environment() -> dict[str, str]:
    """What the child may know of this installation: where its links lead, and where its pictures lie."""
    outside = {key: value for key, value in os.environ.items() if not key.startswith("WAYPOST_")}
    return {
        **outside,
        "WAYPOST_HOST": settings.WAYPOST.host,
        "WAYPOST_PORT": str(settings.WAYPOST.port),
        "WAYPOST_PUBLIC_URL": settings.WAYPOST.public_url,
        "WAYPOST_LINK_URL": settings.WAYPOST.link_url,
        "WAYPOST_MEDIA_URL": settings.WAYPOST.media_url,
    }


def _follow(child: "subprocess.Popen[str]", rehearsal: Rehearsal) -> dict[str, Any] | None:
    """Note what the child says until it ends; what came of it, or nothing where it broke off or somebody stopped it."""
    assert child.stdout is not None
    report, noted_at = None, 0.0
    for line in child.stdout:
        said = json.loads(line)
        if "report" in said:
            report = said["report"]
        elif time.monotonic() - noted_at > EVERY:
            noted_at = time.monotonic()
            reached_at = datetime.fromisoformat(said["at"]) if said["at"] else None
            if not rehearsals.go_on(rehearsal, percent=said["percent"], reached_at=reached_at):
                return None
    assert report is None or isinstance(report, dict)
    return report


def _end(child: "subprocess.Popen[str]") -> None:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
