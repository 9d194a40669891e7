"""Listens where networks say at once that somebody spoke, in the worker: what is heard is fetched within seconds.

A line is a hint and never the only memory: the post round fetches every mailbox again and again, whether one listens or
not, so a line that breaks, or is never opened, costs nothing but time.
"""

import logging
import threading
import time
from contextlib import closing

from django.db import DatabaseError, InterfaceError, connections

from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.engagement.actions import arrivals, lines
from waypost.loop.engagement.models import OpenLine
from waypost.loop.engagement.queries.lines import is_resting, lines_held, lines_to_open
from waypost.networks import registry
from waypost.networks.contract import Disconnected, Line, Rejected, TryLater
from waypost.toolkit import clock

log = logging.getLogger(__name__)

EAR = Actor.system("what was heard")
MOST = 64
"""Lines of one process; channels beyond that are heard by another, or at the post round."""
LOOK_EVERY, KEEP_EVERY = 3.0, 15.0
NAP = 2.0
"""Seconds after which a listener looks whether it should still listen."""
GAP = 2.0
"""Seconds between two fetches: a crowd that speaks at once is fetched in a few pages, not one by one."""
FETCHERS = 4
"""How many fetch at the same time, each with a connection to the database."""
STOP_WITHIN = 4.0
A_DAY = 86_400.0
"""How long a server is left alone that offers no line."""


class Listener:
    """The lines of one process, each in a thread of its own. `holder` is the key of the process."""

    def __init__(self, holder: str, most: int = MOST) -> None:
        self._holder = holder
        self._most = most
        self._over = threading.Event()
        self._open: dict[int, threading.Thread] = {}
        self._held: dict[int, int] = {}
        self._kept_at = -KEEP_EVERY
        self._fetchers = threading.BoundedSemaphore(FETCHERS)

    def run(self, over: threading.Event) -> None:
        """Listen until `over` is set; then hang up everywhere, and leave behind what does not come to its end."""
        while not over.wait(LOOK_EVERY):
            try:
                self.look()
            except (DatabaseError, InterfaceError):
                log.exception("listener.look_failed")
                self.give_back()
        self.stop()

    def look(self) -> None:
        """Keep what is ours, and open what nobody listens to, as long as there is room."""
        self._open = {line_id: thread for line_id, thread in self._open.items() if thread.is_alive()}
        if time.monotonic() - self._kept_at >= KEEP_EVERY:
            lines.lay_missing()
            lines.keep(holder=self._holder)
            lines.free_the_dead(but=self._holder)
            self._held, self._kept_at = lines_held(self._holder), time.monotonic()
        free = self._most - len(self._open)
        for row in lines_to_open(clock.now(), but=self._open)[: max(0, free)]:
            line = lines.take(row.pk, holder=self._holder)
            if line is not None:
                self._held = {**self._held, line.pk: line.channel.token_epoch}
                self._begin(line)

    def stop(self) -> None:
        """Hang up everywhere, and let others listen."""
        self._over.set()
        until = time.monotonic() + STOP_WITHIN
        for thread in self._open.values():
            thread.join(max(0.0, until - time.monotonic()))
        lines.let_go_all(holder=self._holder)
        self.give_back()

    def _begin(self, line: OpenLine) -> None:
        name = f"line-{line.pk}"
        thread = threading.Thread(target=self._listen_apart, args=(line,), name=name, daemon=True)
        self._open[line.pk] = thread
        thread.start()

    def _listen_apart(self, line: OpenLine) -> None:
        try:
            self.listen(line)
        except Exception:
            # The lease says when somebody else may try; nothing is lost meanwhile.
            log.exception("listener.line_failed", extra={"channel": line.channel_id})
        finally:
            self.give_back()

    def listen(self, line: OpenLine) -> None:
        """Open the line and fetch whenever somebody speaks, until it breaks or is not ours any more."""
        try:
            with closing(registry.listener(line.channel.network).open_line(line.channel.account)) as heard:
                lines.opened(line)
                self.give_back()
                log.info("line.opened", extra={"channel": line.channel_id})
                self._fetch_what_is_heard(line, heard)
            lines.let_go(line)
        except TryLater as error:
            lines.broken(line, error.reason, after_seconds=error.after_seconds)
        except Rejected as error:
            lines.broken(line, error.reason, after_seconds=A_DAY)
        except Disconnected as error:
            lines.broken(line, error.reason)
            arrivals.fetch(line.channel, by=EAR)  # whether a person must connect it again is seen there
        except BaseException:
            lines.broken(line, "The line broke in a way that Waypost does not understand.")
            raise

    def _fetch_what_is_heard(self, line: OpenLine, heard: Line) -> None:
        """What came while nobody listened is fetched first."""
        waits, fetched_at = True, -GAP
        while self._is_ours(line):
            if waits and time.monotonic() - fetched_at >= GAP:
                self._fetch(line)
                waits, fetched_at = False, time.monotonic()
            left = GAP - (time.monotonic() - fetched_at)
            waits = heard.wait(max(left, 0.01) if waits else NAP) or waits

    def _fetch(self, line: OpenLine) -> None:
        with self._fetchers:
            if not is_resting(line.channel, clock.now()):
                arrivals.fetch(line.channel, by=EAR)
            self.give_back()

    def _is_ours(self, line: OpenLine) -> bool:
        """Whether to listen on: not when the process ends, another has the line, or the channel another token."""
        return not self._over.is_set() and self._held.get(line.pk) == line.channel.token_epoch

    def give_back(self) -> None:
        """Keep no connection to the database while waiting."""
        connections.close_all()
