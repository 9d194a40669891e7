from datetime import datetime

from django.db.models import QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.planning.domain.planner import Expected
from waypost.loop.planning.models import Expectations, Layout


def layouts(access: Access) -> QuerySet[Layout]:
    """Every plan that the planner was asked for, the latest first."""
    return Layout.objects.filter(workspace_id=access.workspace_id)


def layouts_to_work_out(silent_since: datetime) -> QuerySet[Layout]:
    """Plans of any brand that wait for the planner, or that it left in the middle: the oldest first."""
    waiting = Layout.objects.filter(standing=Layout.Standing.WAITING)
    left = Layout.objects.filter(standing=Layout.Standing.WORKING, seen_at__lt=silent_since)
    return (waiting | left).order_by("pk")


def expected(workspace_id: int) -> Expected:
    """What is expected of each choice; nothing where nobody learned anything yet."""
    kept = Expectations.objects.filter(workspace_id=workspace_id).first()
    return kept.expected if kept else Expected()
