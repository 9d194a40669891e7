"""Says how this installation is: what is wrong, what will not work here, and what to do about it."""

import argparse
import json
from dataclasses import asdict

from django.conf import settings

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.actions import owner_links
from waypost.interfaces.commands import checks, keys
from waypost.interfaces.commands.crossings import crossings
from waypost.toolkit.secrets import new_key
from waypost.toolkit.wording import count

EXAMPLES = """\
  waypost doctor
  waypost doctor --json
  waypost doctor --owner-link
  waypost doctor --cross-workspace
"""
MARKS = {checks.State.GOOD: "  ", checks.State.NOTE: "· ", checks.State.BAD: "! "}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    one = parser.add_mutually_exclusive_group()
    one.add_argument(
        "--owner-link", action="store_true", help="print a new one-time link for making an account"
    )
    one.add_argument("--new-key", action="store_true", help="print a new key for WAYPOST_SECRET_KEYS")
    one.add_argument("--rotate-keys", action="store_true", help="encrypt every token with the newest key")
    one.add_argument(
        "--accept-keys",
        action="store_true",
        help="go by the keys of this machine, where the old ones are lost",
    )
    one.add_argument(
        "--cross-workspace", action="store_true", help="look for rows that point into another brand"
    )


def run(given: argparse.Namespace) -> int:
    """0 when nothing is wrong, 1 when something is."""
    if given.owner_link:
        secret = owner_links.make(by=Actor.system("the command line"))
        print(f"{settings.WAYPOST.address}/welcome/{secret.reveal()}/")
    elif given.new_key:
        print(new_key())
    elif given.rotate_keys:
        print(f"{count(keys.rotate(), 'secret is', 'secrets are')} encrypted with the newest key.")
        print("Older keys still open old backups and keep people signed in; remove them when both are past.")
    elif given.accept_keys:
        lost = keys.accept()
        print("Publishers start with the keys of this machine from now on.")
        if lost:
            channels = count(lost, "channel has a token", "channels have tokens")
            print(
                f"{channels} that these keys cannot read: what is queued there is held until they are connected again."
            )
    elif given.cross_workspace:
        return _cross_workspace(as_json=given.json)
    else:
        return _examine(as_json=given.json)
    return 0


def _examine(*, as_json: bool) -> int:
    found = checks.findings()
    bad = [finding for finding in found if finding.state is checks.State.BAD]
    if as_json:
        print(json.dumps({"well": not bad, "findings": [asdict(finding) for finding in found]}, indent=1))
    else:
        for finding in found:
            print(f"{MARKS[finding.state]}{finding.sentence}{' ' if finding.mend else ''}{finding.mend}")
    return 1 if bad else 0


def _cross_workspace(*, as_json: bool) -> int:
    found = crossings()
    if as_json:
        print(json.dumps([asdict(crossing) for crossing in found], indent=1))
    elif not found:
        print("No row points from one brand into another.")
    else:
        for crossing in found:
            rows = ", ".join(str(key) for key in crossing.examples)
            print(f"{crossing.model}.{crossing.field}: {count(crossing.count, 'row', 'rows')} ({rows})")
    return 1 if found else 0
