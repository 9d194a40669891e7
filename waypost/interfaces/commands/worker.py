"""Carries Huey's jobs, keeps the timetable, and listens where networks say at once that somebody spoke."""

import argparse
import logging
import threading

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from huey.contrib.djhuey import HUEY

from waypost.foundation.processes.actions import signs, turns
from waypost.interfaces.commands import memory, tether
from waypost.loop.engagement.listener import Listener

log = logging.getLogger(__name__)
EXAMPLES = """\
  waypost worker
"""
EVERY = 1.0
LONGEST_NAP = 1.5
SHUTDOWN = 8
LISTEN_ON = 5


def arguments(parser: argparse.ArgumentParser) -> None:
    tether.argument(parser)


def run(given: argparse.Namespace) -> None:
    if given.tethered:
        tether.hold()
    turns.set_up()
    over = threading.Event()
    clockwork = threading.Thread(target=_keep_the_timetable, args=(over,), name="timetable", daemon=True)
    consumer = HUEY.create_consumer(
        **settings.HUEY["consumer"],
        max_delay=LONGEST_NAP,
        scheduler_interval=60,  # nothing is ever scheduled in Huey: what is due later is a row
        graceful_signal="TERM",
        shutdown_timeout=SHUTDOWN,
    )
    memory.settle()
    with signs.Beat("worker") as beat:
        listening = threading.Thread(
            target=Listener(beat.key).run, args=(over,), name="listener", daemon=True
        )
        clockwork.start()
        listening.start()
        consumer.run()
        over.set()
        clockwork.join(timeout=2)
        listening.join(timeout=LISTEN_ON)


def _keep_the_timetable(over: threading.Event) -> None:
    while not over.wait(EVERY):
        try:
            turns.sweep()
        except (DatabaseError, InterfaceError):
            log.exception("timetable.sweep_failed")
            connection.close()
    connection.close()
