from datetime import date, datetime

from django.db.models import Max, Q, QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.learning.models import Effect, Insight, Look, Meeting, Minute
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.queries import proposals


def looks(access: Access) -> QuerySet[Look]:
    """Every look at the posts there was, the latest first."""
    return Look.objects.filter(workspace_id=access.workspace_id)


def latest_look(workspace_id: int) -> Look | None:
    """The latest look at the posts of a brand."""
    return Look.objects.filter(workspace_id=workspace_id).first()


def effects(access: Access) -> QuerySet[Effect]:
    """What every look found, in its order."""
    return Effect.objects.filter(workspace_id=access.workspace_id)


def insights(access: Access) -> QuerySet[Insight]:
    """What followed from every look, the largest gain first."""
    return Insight.objects.filter(workspace_id=access.workspace_id)


def latest_review(workspace_id: int) -> datetime | None:
    """When insights of a brand were put forward last."""
    reviewed = Look.objects.filter(workspace_id=workspace_id, reviewed_at__isnull=False)
    latest: datetime | None = reviewed.aggregate(latest=Max("reviewed_at"))["latest"]
    return latest


def to_be_judged(workspace_id: int, today: date) -> list[Proposal]:
    """Proposals that were in force, expected something by today or ended, and that nobody has looked at since."""
    rows = Proposal.objects.filter(
        workspace_id=workspace_id, made_version__isnull=False, verdict="", expects__isnull=False
    )
    ended, standing = rows.filter(state="taken_back"), rows.filter(state__in=["accepted", "trying"])
    due = [row for row in standing if row.expectation is not None and row.expectation.by <= today]
    return [*ended.filter(ended_at__isnull=False).order_by("pk"), *due]


def occupied(workspace_id: int) -> set[str]:
    """The places of the strategy that a proposal speaks of or tries at the moment."""
    busy = ["open", "postponed", "trying"]
    rows = Proposal.objects.filter(workspace_id=workspace_id, state__in=busy)
    return set(rows.values_list("subject", flat=True))


def meetings(access: Access) -> QuerySet[Meeting]:
    """Every review of the strategy, the latest first."""
    return Meeting.objects.filter(workspace_id=access.workspace_id)


def minutes(access: Access) -> QuerySet[Minute]:
    """What was written down in reviews, in the order in which it was said."""
    return Minute.objects.filter(workspace_id=access.workspace_id).select_related("proposal")


def open_meeting(workspace_id: int) -> Meeting | None:
    """The review that is being held."""
    return Meeting.objects.filter(workspace_id=workspace_id, closed_at=None).first()


def agreed_next(workspace_id: int) -> date | None:
    """The day on which the last review said that the next one is."""
    held = Meeting.objects.filter(workspace_id=workspace_id, closed_at__isnull=False)
    return held.order_by("-closed_at").values_list("next_on", flat=True).first()


def in_force_since(access: Access, first: date) -> QuerySet[Proposal]:
    """What was put in force, judged or taken back in the days of a review, or is being tried."""
    happened = Q(judged_at__date__gte=first) | Q(ended_at__date__gte=first) | Q(state="trying")
    return proposals(access).filter(happened, made_version__isnull=False).order_by("-decided_at", "-pk")
