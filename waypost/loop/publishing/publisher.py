"""The publisher process: claims free, due channels as fast as it has free senders, and keeps the promises between."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, connections

from waypost.foundation.processes import queries as processes
from waypost.foundation.processes.actions import installation, signs
from waypost.loop.publishing.actions import doubts, kits, lanes, parts, sweeps
from waypost.loop.publishing.engine.changer import Changer
from waypost.loop.publishing.engine.ledger import Ledger, OneWriterLedger, ThreadLedger, is_away
from waypost.loop.publishing.engine.preparer import Preparer
from waypost.loop.publishing.engine.reconciler import Reconciler
from waypost.loop.publishing.engine.sender import PUBLISHER, Sender
from waypost.loop.publishing.engine.turns import Beside
from waypost.loop.publishing.engine.watch import Watch
from waypost.loop.publishing.queries import due_lanes, next_moments
from waypost.toolkit import clock

log = logging.getLogger(__name__)

NAP = 0.1
SWEEP_EVERY = 10.0
LOOK_FAR_EVERY = 600.0
"""How often all of a week is looked through for posts that were forgotten; those of the hour at every sweep."""
UPLOADERS, LOOKERS = 8, 4
"""In how many threads channels are prepared for and looked through at the same time."""
AFTER_A_FAILURE = 2.0
"""For so long a channel rests whose sender failed: what fails at once would otherwise be begun anew at once."""
AFTER_NOTHING = 0.5
"""So long a channel rests on which nothing could leave: what is due there stands behind a post that waits for its next try."""
FAIR_SHARE = 20
"""While other channels wait for a sender, a sender goes on to another channel after so many posts."""


def run(stop: threading.Event) -> None:
    """Publish until `stop` is set; then let every call that began come to its end. In a copied home nothing leaves.

    With keys that are not this installation's it refuses to begin: it would hold up every channel that it claims.
    """
    installation.settle()
    installation.check_keys()
    with signs.Beat("publisher") as beat:
        Publisher(beat.key, settings.WAYPOST.senders).run(stop)


class Publisher:
    """One process's claimer with its senders, its preparer and its reconciler."""

    def __init__(self, holder: str, senders: int) -> None:
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._holder = holder
        self._senders = senders
        self._ledger = OneWriterLedger() if connection.vendor == "sqlite" else ThreadLedger(threads=8)
        self._pool = ThreadPoolExecutor(senders, thread_name_prefix="sender")
        self._sender = Sender(self._ledger, holder, is_stopping=self._stop.is_set)
        self._busy: set[int] = set()
        self._rests_until: dict[int, float] = {}
        self._lock = threading.Lock()
        self._watch = Watch()
        self._next: datetime | None = None
        self._following: datetime | None = None
        self._due: list[int] = []
        self._asked_at = 0.0
        self._looked_far_at = -LOOK_FAR_EVERY

    def run(self, stop: threading.Event) -> None:
        uploading, looking = Beside(UPLOADERS, "uploader"), Beside(LOOKERS, "looker")
        helpers = [
            threading.Thread(target=self._again_and_again, args=(work, pause), name=name)
            for name, work, pause in (
                ("preparer", Preparer(self._ledger, uploading).work, 0.5),
                ("changer", Changer(self._ledger).work, 1.0),
                ("reconciler", Reconciler(self._ledger, looking).work, 1.0),
                ("sweeper", self._sweep, SWEEP_EVERY),
            )
        ]
        for helper in helpers:
            helper.start()
        try:
            while not stop.is_set():
                self._claim_what_is_due()
                self._wake.wait(self._nap())
                self._wake.clear()
        finally:
            self._stop.set()
            self._pool.shutdown(wait=True)
            for helper in helpers:
                helper.join()
            uploading.close()
            looking.close()
            self._ledger.close()
            connections.close_all()

    def _claim_what_is_due(self) -> None:
        """Give every free, due channel a sender, as long as there are any."""
        with self._lock:
            free = self._senders - len(self._busy)
            busy = self._busy | self._resting()
        if free <= 0:
            return
        try:
            now = clock.now()
            if not self._watch.changed() and (self._next is None or now < self._next):
                return
            self._next, self._following = next_moments(now)
            if self._next is None or now < self._next:
                return
            if processes.is_held():
                self._next = None
                return
            due = self._take_due(now, busy, free)
        except (DatabaseError, InterfaceError):
            log.exception("publisher.database_unreachable")
            connection.close()
            self._watch.forget()
            return
        for channel_id in due:
            with self._lock:
                self._busy.add(channel_id)
            self._pool.submit(self._drain, channel_id, None if len(due) < free else FAIR_SHARE)

    def _take_due(self, now: datetime, busy: set[int], free: int) -> list[int]:
        """As many due channels as there are free senders. While far more are due, an answer serves for a nap:

        asking for thousands anew whenever one sender is free would be most of the work.
        """
        if len(self._due) < free or time.monotonic() - self._asked_at > NAP:
            self._due, self._asked_at = _round_robin(due_lanes(now, busy=busy)), time.monotonic()
        left = [channel_id for channel_id in self._due if channel_id not in busy]
        due, self._due = left[:free], left[free:]
        return due

    def _resting(self) -> set[int]:
        """The channels that rest; those that rested long enough are forgotten."""
        now = time.monotonic()
        self._rests_until = {each: until for each, until in self._rests_until.items() if until > now}
        return set(self._rests_until)

    def _drain(self, channel_id: int, at_most: int | None) -> None:
        try:
            if not self._sender.drain(channel_id, at_most=at_most):
                with self._lock:
                    self._rests_until[channel_id] = time.monotonic() + AFTER_NOTHING
        except Exception:
            # What was armed is found by its lease; nothing is lost, and the next claim begins anew.
            log.exception("publisher.sender_failed", extra={"channel": channel_id})
            self._stop.wait(AFTER_A_FAILURE)
        finally:
            with self._lock:
                self._busy.discard(channel_id)
            self._wake.set()

    def _nap(self) -> float:
        # What is past already waits for a sender, which wakes us; asking the database again and again helps nobody.
        left = (self._following - clock.now()).total_seconds() if self._following is not None else NAP
        return min(NAP, left) if left > 0 else NAP

    def _again_and_again(self, work: Callable[[], int], pause: float) -> None:
        """Repeat `work`: at once while it finds something, after a pause otherwise; a failure waits and tries again."""
        watch = Watch()
        looked = 0.0
        while not self._stop.is_set():
            try:
                due = self._next is not None and self._next <= clock.now()
                if watch.changed() or due or time.monotonic() - looked > SWEEP_EVERY:
                    looked = time.monotonic()
                    if work():
                        continue
            except Exception:
                log.exception("publisher.failed", extra={"work": getattr(work, "__qualname__", "")})
                connection.close()
            self._stop.wait(pause)
        connections.close_all()

    def _free_what_nobody_drains(self) -> None:
        """Give back what a sender could not: the database was away when it ended."""
        claimed = self._ledger.read(lanes.claims_of, self._holder)
        with self._lock:
            idle = [claim for claim in claimed if claim.channel_id not in self._busy]
        for claim in idle:
            self._ledger.do(lanes.give_back, claim)

    def _sweep(self) -> int:
        self._free_what_nobody_drains()
        far = time.monotonic() - self._looked_far_at > LOOK_FAR_EVERY
        if far:
            self._looked_far_at = time.monotonic()
        sweep(self._ledger, near=not far)
        return 0


def sweep(ledger: Ledger, *, near: bool = False) -> None:
    """Keep what nobody comes to do: end the leases of the dead, doubt, miss, and catch up with what was forgotten.

    Each of it is done whatever becomes of the others; an ExceptionGroup says what broke.
    """
    broke: list[Exception] = []
    works: tuple[Callable[[], object], ...] = (
        lambda: ledger.do(signs.note_the_dead),
        lambda: ledger.do(lanes.free_from_the_dead),
        lambda: ledger.do(doubts.orphans),
        lambda: ledger.do(doubts.distrust_the_past, by=PUBLISHER, again=False),
        lambda: ledger.do(sweeps.miss_the_late, by=PUBLISHER),
        lambda: ledger.do(kits.ask_after_the_silent, by=PUBLISHER),
        lambda: ledger.do(parts.catch_up, by=PUBLISHER),
        lambda: _follow_the_forgotten(ledger, near=near),
    )
    for work in works:
        try:
            work()
        except Exception as error:
            if is_away(error):
                raise
            broke.append(error)
    if broke:
        raise ExceptionGroup("a sweep broke", broke)


def _follow_the_forgotten(ledger: Ledger, *, near: bool) -> None:
    if ledger.read(sweeps.forgotten, near=near):
        ledger.do(sweeps.follow_the_forgotten, by=PUBLISHER, near=near)


def _round_robin(due: list[tuple[int, int]]) -> list[int]:
    """One channel of each workspace in turn, so that a big workspace does not push a small one back."""
    turns: dict[int, int] = {}
    numbered = []
    for channel_id, workspace_id in due:
        turns[workspace_id] = turns.get(workspace_id, 0) + 1
        numbered.append((turns[workspace_id], channel_id))
    return [channel_id for _, channel_id in sorted(numbered, key=lambda row: row[0])]
