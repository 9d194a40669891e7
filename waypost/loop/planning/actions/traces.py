"""Keeps the trace of an open quarter: what about its plan changed, and why."""

from collections.abc import Sequence

from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.planning.models import Quarter, QuarterChange


def note(quarter: Quarter, what: Sequence[str], why: str, *, by: Actor) -> None:
    """Write down a change; weeks that roll on change every day and keep no trace."""
    if quarter.kind != Quarter.Kind.ROLLING:
        QuarterChange.objects.create(
            workspace_id=quarter.workspace_id, quarter=quarter, by=by.label, what=list(what), why=why.strip()
        )
