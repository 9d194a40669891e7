"""The log of an incident; what changes an incident writes into it, in the same transaction."""

from datetime import datetime

from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.engagement.models import Incident, IncidentMoment
from waypost.toolkit import clock


def log(
    incident: Incident,
    kind: IncidentMoment.Kind,
    words: str,
    *,
    at: datetime | None = None,
    who: Actor,
) -> IncidentMoment:
    """Write a line into the log: of now, or of a moment that is known only now."""
    return IncidentMoment.objects.create(
        workspace_id=incident.workspace_id,
        incident=incident,
        kind=kind,
        words=words[:4000],
        at=at or clock.now(),
        by_label=who.label[:200],
    )
