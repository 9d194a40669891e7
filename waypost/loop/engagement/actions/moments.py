"""The log of an incident; what changes an incident writes into it, in the same transaction."""

from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.engagement.models import Incident, IncidentMoment


def log(incident: Incident, kind: IncidentMoment.Kind, words: str, *, who: Actor) -> IncidentMoment:
    """Write a line into the log."""
    return IncidentMoment.objects.create(
        workspace_id=incident.workspace_id,
        incident=incident,
        kind=kind,
        words=words[:4000],
        by_label=who.label[:200],
    )
