"""Sends what is due, until it is told to stop."""

import argparse
import signal
import threading
from types import FrameType

from waypost.interfaces.commands import memory, tether
from waypost.loop.publishing import publisher

EXAMPLES = """\
  waypost publisher
  WAYPOST_SENDERS=16 waypost publisher
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    tether.argument(parser)


def run(given: argparse.Namespace) -> None:
    stop = threading.Event()

    def heard(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, heard)
    signal.signal(signal.SIGINT, heard)
    if given.tethered:
        tether.hold()
    memory.settle()
    publisher.run(stop)
