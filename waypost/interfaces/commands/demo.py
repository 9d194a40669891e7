"""Becomes the process that makes the demo."""

import argparse
from typing import NoReturn

from waypost.interfaces.commands import tether

EXAMPLES = """\
  waypost demo
"""
MAKING = "waypost.interfaces.demo.making"


def arguments(parser: argparse.ArgumentParser) -> None:
    tether.argument(parser)


def run(given: argparse.Namespace) -> NoReturn:
    tether.become(MAKING, tethered=given.tethered)
