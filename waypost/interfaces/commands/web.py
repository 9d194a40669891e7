"""Reads the settings and becomes the web server, which needs none of what reading them has loaded."""

import argparse
from typing import NoReturn

from django.conf import settings

from waypost.interfaces.commands import tether

EXAMPLES = """\
  waypost web
  WAYPOST_HOST=0.0.0.0 WAYPOST_PORT=9000 waypost web
"""
SERVER = "waypost.interfaces.commands.serving"


def arguments(parser: argparse.ArgumentParser) -> None:
    tether.argument(parser)


def run(given: argparse.Namespace) -> NoReturn:
    environment = settings.WAYPOST
    tether.become(
        SERVER,
        settings.WSGI_APPLICATION,
        environment.host,
        str(environment.port),
        str(environment.web_threads),
        tethered=given.tethered,
    )
