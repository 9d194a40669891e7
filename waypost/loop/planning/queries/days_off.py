from datetime import date

from django.db.models import QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Question
from waypost.loop.planning.models import Blackout


def blackouts(access: Access) -> QuerySet[Blackout]:
    """Every run of days off of the workspace, earliest first."""
    return Blackout.objects.filter(workspace_id=access.workspace_id)


def days_off(workspace_id: int, first_on: date, last_on: date) -> dict[date, str]:
    """The days off within a period (both ends included), each with its reason."""
    found = _OFF.ask(workspace=workspace_id, first=first_on, last=last_on)
    return {day: run.reason for run in found for day in run.days if first_on <= day <= last_on}


_OFF = Question(
    lambda workspace, first, last: Blackout.objects.filter(
        workspace_id=workspace, starts_on__lte=last, ends_on__gte=first
    ),
    workspace=int,
    first=date,
    last=date,
)
