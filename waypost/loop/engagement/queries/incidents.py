"""Incidents and drills, whom they called, and what was counted."""

from datetime import date, datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Member, Workspace
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.engagement.models import Alarm, Incident, IncidentCall, IncidentMoment
from waypost.loop.publishing.domain.states import STOPPABLE, State
from waypost.loop.publishing.models import Hold, Publication
from waypost.loop.strategy.domain.document import CrisisContact


def incidents(access: Access) -> QuerySet[Incident]:
    """The incidents and drills of the workspace, the newest first."""
    return Incident.objects.filter(workspace_id=access.workspace_id)


def open_incidents(access: Access) -> list[Incident]:
    """The incidents that are open, with drills, the newest first."""
    return _OPEN.rows(access)


_OPEN = Prepared(lambda access: incidents(access).filter(closed_at=None))


def alarms(access: Access) -> QuerySet[Alarm]:
    """What was counted and came to a trigger, the newest first."""
    return Alarm.objects.filter(workspace_id=access.workspace_id)


def open_alarms(access: Access) -> list[Alarm]:
    """Those of them about which nobody decided yet."""
    return _ALARMS.rows(access)


_ALARMS = Prepared(lambda access: alarms(access).filter(decided_at=None))


def serious(access: Access) -> QuerySet[Incident]:
    """The open incidents that are no drills, for whoever may see them."""
    found = incidents(access) if access.may("incident.see") else incidents(access).none()
    return found.filter(closed_at=None, kind=Incident.Kind.INCIDENT)


def open_while(hold: Hold) -> QuerySet[Incident]:
    """The incidents, not drills, of a hold's brand that are open."""
    return Incident.objects.filter(
        workspace_id=hold.workspace_id, closed_at=None, kind=Incident.Kind.INCIDENT
    ).select_related("workspace")


def speaks_for(access: Access, post_id: int) -> Incident | None:
    """The incident whose first words a post says, for whoever may see it."""
    found = incidents(access) if access.may("incident.see") else incidents(access).none()
    return found.filter(post_id=post_id).first()


def unjudged(access: Access) -> QuerySet[Alarm]:
    """What was counted and nobody has judged yet, for whoever may."""
    found = alarms(access) if access.may("incident.open") else alarms(access).none()
    return found.filter(decided_at=None)


def calls(access: Access) -> QuerySet[IncidentCall]:
    """Who was called to incidents."""
    return IncidentCall.objects.filter(workspace_id=access.workspace_id)


def calls_of(incident: Incident) -> QuerySet[IncidentCall]:
    """Who was called to one incident, in their order."""
    return incident.calls.all()


def moments_of(incident: Incident) -> QuerySet[IncidentMoment]:
    """The log of one incident, from its beginning."""
    return incident.moments.all()


def members_called(workspace: Workspace, contact: CrisisContact) -> list[Member]:
    """The members whom a contact of the plan means: whose e-mail stands in how to reach them, and who hold its role."""
    rows = Member.objects.filter(workspace=workspace).select_related("person").order_by("pk")
    if contact.role is not None:
        rows = rows.filter(
            Q(held_roles__role=contact.role.value) | Q(person__email__in=_words(contact.reach))
        )
    else:
        rows = rows.filter(person__email__in=_words(contact.reach))
    return list(rows.distinct())


def _words(reach: str) -> list[str]:
    return [word.strip(",;()<>") for word in reach.split() if "@" in word]


def calls_overdue(now: datetime) -> QuerySet[IncidentCall]:
    """Calls of open incidents that nobody answered in time."""
    found = IncidentCall.objects.filter(
        answered_at=None, passed_on_at=None, answer_due_at__lte=now, incident__closed_at=None
    )
    return found.select_related("incident__workspace").order_by("answer_due_at", "id")


def words_overdue(now: datetime) -> QuerySet[Incident]:
    """Open incidents of which the first words are late."""
    found = Incident.objects.filter(closed_at=None, first_word_at=None, first_word_due_at__lte=now)
    return found.select_related("workspace").order_by("first_word_due_at")


def words_out() -> QuerySet[Incident]:
    """Open incidents whose first words went out meanwhile, with when that was (`out_at`)."""
    sent = Publication.objects.filter(post_id=OuterRef("post_id"), state=State.PUBLISHED).order_by(
        "published_at"
    )
    found = Incident.objects.filter(closed_at=None, first_word_at=None, post__isnull=False)
    return found.annotate(out_at=Subquery(sent.values("published_at")[:1])).filter(out_at__isnull=False)


def drills_due(before: date) -> QuerySet[Incident]:
    """Closed incidents and drills that named a day for the next drill, which has come, with no drill since."""
    since = Incident.objects.filter(
        workspace_id=OuterRef("workspace_id"), kind=Incident.Kind.DRILL, opened_at__gt=OuterRef("closed_at")
    )
    found = Incident.objects.filter(next_drill_on__lte=before, closed_at__isnull=False)
    return (
        found.annotate(later=Subquery(since.values("pk")[:1])).filter(later=None).select_related("workspace")
    )


def would_wait(workspace_id: int, channel: Channel | None = None) -> QuerySet[Publication]:
    """What a hold on everything, or on one channel, would stop now."""
    found = Publication.objects.filter(workspace_id=workspace_id, state__in=STOPPABLE)
    return found.filter(channel=channel) if channel else found


def next_drill(access: Access) -> date | None:
    """The day of the next drill, as the latest look back named it."""
    found = incidents(access).filter(closed_at__isnull=False).order_by(F("closed_at").desc(), "-pk")
    return found.values_list("next_drill_on", flat=True).first()
