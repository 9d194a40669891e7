"""Makes everything ready, then becomes the supervisor: one program in the place of the other, the lock kept."""

import argparse
import contextlib
import json
import os
import sys
from typing import Any, NoReturn

from django.conf import settings

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.actions import owner_links
from waypost.foundation.people.models import Person
from waypost.foundation.processes import queries
from waypost.foundation.workspaces.models import Workspace
from waypost.interfaces.commands import home_lock, ports, prepare

EXAMPLES = """\
  waypost up
  WAYPOST_PORT=9000 waypost up
  WAYPOST_HOME=/srv/waypost waypost up
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """There is nothing to choose: settings say it all."""


def run(given: argparse.Namespace) -> NoReturn:
    environment = settings.WAYPOST
    environment.home.mkdir(parents=True, exist_ok=True)
    lock = home_lock.take(environment.home, address=environment.address)
    ports.check(environment.host, environment.port, setting="WAYPOST_PORT")
    children = ["web", "publisher", "worker"]
    if not environment.sandbox_url:
        ports.check("127.0.0.1", _sandbox_port(), setting="WAYPOST_SANDBOX_PORT")
        children.append("sandbox")
    prepare.everything()
    once = ["demo"] if _wants_a_demo() else []
    plan = {
        "children": [*children, *once],
        "once": once,
        "lock": lock,
        "words": _in_a_pipe(_words()),
        "host": environment.host,
        "port": environment.port,
    }
    _become_supervisor(plan)


def _sandbox_port() -> int:
    return settings.WAYPOST.sandbox_port or settings.WAYPOST.port + 1


def _wants_a_demo() -> bool:
    """Only where there is nothing else to look at, and on the sandbox that lives here; the pages are told at once."""
    environment = settings.WAYPOST
    if not environment.demo or environment.sandbox_url or Workspace.objects.exists():
        return False
    said = environment.home / "demo.json"
    with contextlib.suppress(OSError, ValueError):
        if json.loads(said.read_text())["stage"] == "gone":
            return False
    said.write_text(json.dumps({"stage": "making"}))
    return True


def _words() -> str:
    """What the terminal says once the first page answers."""
    address = settings.WAYPOST.address
    lines = [f"Waypost is ready: {address}", ""]
    if not Person.objects.exists():
        secret = owner_links.make(by=Actor.system("the first start"))
        lines += [
            "Nobody has an account yet. Open this link to make yours; it works once, for 12 hours:",
            f"  {address}/welcome/{secret.reveal()}/",
            "",
        ]
    installation = queries.installation()
    if installation is not None and installation.held_at:
        lines += [f"Nothing is published: {installation.held_because}", ""]
    lines.append("Stop it with Ctrl-C.")
    return "\n".join(lines) + "\n"


def _in_a_pipe(words: str) -> int:
    # The link is a secret: a command line would show it to everybody on this machine.
    end, start = os.pipe()
    os.write(start, words.encode())
    os.close(start)
    os.set_inheritable(end, True)
    return end


def _become_supervisor(plan: dict[str, Any]) -> NoReturn:
    sys.stdout.flush()
    module = "waypost.interfaces.commands.supervise"
    os.execv(sys.executable, [sys.executable, "-P", "-m", module, json.dumps(plan)])  # noqa: S606
