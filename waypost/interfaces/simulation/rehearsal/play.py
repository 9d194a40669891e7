"""Plays a week: time jumps from one thing that is due to the next, each through publishing's own engine."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from waypost.foundation.journal import reactions
from waypost.interfaces.simulation import database
from waypost.interfaces.simulation.rehearsal.notes import Notes
from waypost.interfaces.simulation.rehearsal.people import People
from waypost.interfaces.simulation.rehearsal.stage import Stage, set_up
from waypost.interfaces.simulation.rehearsal.times import following, is_off
from waypost.interfaces.simulation.rehearsal.weather import Weather
from waypost.loop.publishing.actions import kits, parts, sweeps
from waypost.loop.publishing.domain.rehearsal import Script
from waypost.loop.publishing.engine.ledger import DirectLedger
from waypost.loop.publishing.engine.preparer import Preparer
from waypost.loop.publishing.engine.reconciler import Reconciler
from waypost.loop.publishing.engine.sender import PUBLISHER, Sender
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import due_lanes
from waypost.networks import registry
from waypost.networks.sandbox.card import CARD
from waypost.networks.sandbox.server import Sandbox, open_sandbox
from waypost.toolkit import clock, http

TELL_EVERY = 0.2
LEFT = frozenset({"channel.connected", "publication.published"})
"""What is followed here where it matters: a channel that is back; the rest of what follows is of no week that is played."""

Tell = Callable[[int, str], None]


def play(copied: Mapping[str, Any], script: Mapping[str, object], media: Path, tell: Tell) -> dict[str, Any]:
    """Play what was copied, with what a script lets go wrong; the report as plain values."""
    database.prepare(is_kept=False)
    settings.MEDIA_ROOT = media
    sandbox = open_sandbox(is_roomy=True)
    # A network may forget a key; whether something is there twice must not depend on its memory.
    sandbox.honour_keys(honoured=False)
    stage = set_up(copied, Script.of(script), sandbox)
    with _before(sandbox, stage) as weather:
        return Rehearsal(stage, sandbox, weather, tell).run()


@contextmanager
def _before(sandbox: Sandbox, stage: Stage) -> Iterator[Weather]:
    """Let every network be played by this sandbox, in the chosen weather, and the stages react at once."""
    weather = Weather(sandbox, stage, dict(Publication.objects.values_list("key", "pk")))
    with ExitStack() as stack:
        stack.callback(sandbox.truth.close)
        stack.enter_context(http.wired(weather))
        stack.enter_context(registry.played_by(CARD.name))
        stack.callback(reactions.inline.reset, reactions.inline.set(True))
        stack.callback(reactions.left_to_pulls.reset, reactions.left_to_pulls.set(LEFT))
        yield weather


class Rehearsal:
    """The engine in this thread, and what a team would do while it runs."""

    def __init__(self, stage: Stage, sandbox: Sandbox, weather: Weather, tell: Tell) -> None:
        ledger = DirectLedger()
        self._stage, self._sandbox, self._weather, self._tell = stage, sandbox, weather, tell
        self._preparer, self._reconciler = Preparer(ledger), Reconciler(ledger)
        self._sender = Sender(ledger, "the rehearsal")
        self._people = People(stage, sandbox)
        self._notes = Notes()
        self._told_at = 0.0

    def run(self) -> dict[str, Any]:
        """Go from its beginning to its end; the report as plain values."""
        now: datetime | None = self._stage.starts_at
        while now is not None and now <= self._stage.over_at:
            self._say(now)
            with clock.frozen_at(now):
                self._live()
                now = following(now, self._stage)
        with clock.frozen_at(self._stage.over_at):
            report = self._notes.report(self._stage, self._sandbox, self._weather.met)
            return report.model_dump(mode="json")

    def _live(self) -> None:
        """Do everything that is due at this moment."""
        self._people.act()
        if not is_off(clock.now(), self._stage):
            self._sweep()
            while self._preparer.work():
                pass
            for channel_id, _workspace_id in due_lanes(clock.now(), busy=set()):
                self._sender.drain(channel_id)
            self._notes.look()
            while self._reconciler.work():
                pass
        self._notes.look()

    def _sweep(self) -> None:
        sweeps.miss_the_late(by=PUBLISHER)
        kits.ask_after_the_silent(by=PUBLISHER)
        parts.catch_up(by=PUBLISHER)

    def _say(self, now: datetime) -> None:
        if time.monotonic() - self._told_at < TELL_EVERY:
            return
        self._told_at = time.monotonic()
        done = (now - self._stage.starts_at) / (self._stage.over_at - self._stage.starts_at)
        self._tell(int(99 * done), now.isoformat())
