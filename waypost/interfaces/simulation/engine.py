"""Publishing without waiting: time jumps from one due publication to the next, each through publishing's own gate."""

from __future__ import annotations

from datetime import datetime

from waypost.loop.publishing.domain.states import QUEUED
from waypost.loop.publishing.engine.ledger import DirectLedger
from waypost.loop.publishing.engine.preparer import Preparer
from waypost.loop.publishing.engine.sender import Sender
from waypost.loop.publishing.models import Publication
from waypost.toolkit import clock


class Engine:
    """A preparer and a sender in this thread."""

    def __init__(self) -> None:
        ledger = DirectLedger()
        self._preparer = Preparer(ledger)
        self._sender = Sender(ledger, "the simulation")

    def run_until(self, moment: datetime) -> int:
        """Send everything that is due until then, each at its time; how many calls were made."""
        sent = 0
        while (due := _next_due(moment)) is not None:
            with clock.frozen_at(max(due, clock.now())):
                sent += self.work()
        return sent

    def work(self) -> int:
        """Send what is due now."""
        self._preparer.work()
        due = Publication.objects.filter(state__in=QUEUED, due_at__lte=clock.now())
        channels = due.order_by("channel_id").values_list("channel_id", flat=True).distinct()
        sent = sum(self._sender.drain(channel) for channel in channels)
        assert sent, "what is due leaves, or it is no longer queued"
        return sent


def _next_due(until: datetime) -> datetime | None:
    queued = Publication.objects.filter(state__in=QUEUED, due_at__lte=until)
    return queued.order_by("due_at").values_list("due_at", flat=True).first()
