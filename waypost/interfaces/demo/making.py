"""Makes the demo: `python -m waypost.interfaces.demo.making`. A child process simulates three quarters on a scratch file.

Begun anew whenever it was interrupted; it leaves an installation that already has a brand alone.
"""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waypost.config.settings")
django.setup()

from waypost.foundation.journal.domain.actor import Actor  # noqa: E402
from waypost.foundation.workspaces.models import Workspace  # noqa: E402
from waypost.interfaces.demo import carrying, progress  # noqa: E402
from waypost.interfaces.demo.progress import Progress, Stage  # noqa: E402
from waypost.loop.content import shelf  # noqa: E402
from waypost.networks.sandbox import adopting  # noqa: E402
from waypost.toolkit.refusal import Refusal  # noqa: E402

LIVED = "waypost.interfaces.simulation.demonstration"
SIMULATED = 90
"""So many percent of the work is the simulation."""


def main() -> int:
    """Make it and carry it in; 0 when it is there."""
    if Workspace.objects.filter(is_simulated=True).exists():
        return 0
    home = Path(settings.WAYPOST.home).resolve()
    scratch = home / "demo"
    shutil.rmtree(scratch, ignore_errors=True)
    progress.write(Progress(Stage.MAKING))
    try:
        _simulate(scratch)
        brand = _carry_in(scratch, home)
    except (Refusal, OSError, sqlite3.Error) as error:
        progress.write(Progress(Stage.FAILED, why=str(error)[:300]))
        sys.stderr.write(f"The demo could not be made: {error}\n")
        return 1
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    progress.write(Progress(Stage.READY, percent=100, slug=brand.slug))
    return 0


def _simulate(scratch: Path) -> None:
    """Let the program live through the weeks in a home of its own, with this installation's keys."""
    outside = {key: value for key, value in os.environ.items() if not key.startswith("WAYPOST_")}
    environment = {
        **outside,
        "WAYPOST_SECRET_KEYS": ",".join(settings.WAYPOST.encryption_keys),
        "WAYPOST_SANDBOX_URL": settings.WAYPOST.sandbox_address,
        # Its tracked links lead here.
        "WAYPOST_HOST": settings.WAYPOST.host,
        "WAYPOST_PORT": str(settings.WAYPOST.port),
        "WAYPOST_PUBLIC_URL": settings.WAYPOST.public_url,
        "WAYPOST_LINK_URL": settings.WAYPOST.link_url,
    }
    with subprocess.Popen(  # noqa: S603 (our own program)
        [sys.executable, "-P", "-m", LIVED, "--keep", str(scratch)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stderr is not None
        last = ""
        for line in child.stderr:
            last = line.strip() or last
            if found := re.search(r"week (\d+) of (\d+)", line):
                week, weeks = int(found[1]), int(found[2])
                percent = SIMULATED * week // weeks
                progress.write(Progress(Stage.MAKING, percent=percent, week=week, weeks=weeks))
    if child.returncode:
        raise Refusal(f"The simulation ended early: {last}")


def _carry_in(scratch: Path, home: Path) -> Workspace:
    with carrying.opened(scratch / "waypost.sqlite3"):
        brand = carrying.carry(by=Actor.system("the demo"))
    shelf.bring(scratch / "media")
    adopting.adopt(home / "sandbox.sqlite3", scratch / "sandbox.sqlite3")
    return brand


if __name__ == "__main__":
    sys.exit(main())
