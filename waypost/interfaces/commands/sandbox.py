"""Reads the settings and becomes the sandbox network's own server."""

import argparse
from typing import NoReturn

from django.conf import settings

from waypost.interfaces.commands import tether

EXAMPLES = """\
  waypost sandbox
  WAYPOST_SANDBOX_PORT=9001 waypost sandbox
"""
SERVER = "waypost.networks.sandbox.server"


def arguments(parser: argparse.ArgumentParser) -> None:
    tether.argument(parser)


def run(given: argparse.Namespace) -> NoReturn:
    environment = settings.WAYPOST
    port = environment.sandbox_port or environment.port + 1
    data = environment.home / "sandbox.sqlite3"
    tether.become(SERVER, "--port", str(port), "--data", str(data), tethered=given.tethered)
