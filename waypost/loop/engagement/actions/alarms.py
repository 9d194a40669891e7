"""What was counted and came to a trigger of the plan is told to whom the plan names; what follows, a person decides."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import tell
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.engagement.actions.calls import members_named
from waypost.loop.engagement.models import Alarm, Incident
from waypost.loop.strategy.domain.document import Strategy
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

QUIET = timedelta(hours=12)
"""So long a level is not told of again after somebody decided about it."""


@transaction.atomic
def ring(
    workspace: Workspace, *, strategy: Strategy, level_key: str, sentence: str, by: Actor
) -> Alarm | None:
    """Tell whom the plan names at a level that it may have come; None when that, or worse, is known already."""
    require(by, "incident.see", workspace.pk)
    keys = [level.key for level in strategy.crisis_plan.levels]
    level = next((level for level in strategy.crisis_plan.levels if level.key == level_key), None)
    if level is None:
        raise Refusal("That level is not in the crisis plan any more. Look at the plan.")
    as_grave = keys[keys.index(level.key) :]
    Workspace.objects.select_for_update().get(pk=workspace.pk)  # two counts at once ring once
    if _is_known(workspace, as_grave):
        return None
    alarm = Alarm.objects.create(
        workspace=workspace, level_key=level.key, level=level.label, sentence=sentence[:300]
    )
    record("alarm.rung", alarm, by=by, level=level.label)
    href = reverse("engagement:incidents", kwargs={"workspace": workspace.slug})
    named = members_named(workspace, strategy.crisis_plan, level.key)
    whom: list[int | None] = [*sorted({member.person_id for member in named})]
    for person_id in whom or [None]:
        tell(
            workspace,
            kind="incident",
            sentence=f"This may be “{level.label}”: {sentence}. Look, and decide.",
            href=href,
            who_may="incident.see" if named else "incident.lead",
            only=person_id,
            urgent=True,
            once=f"alarm.{alarm.pk}",
            by=by,
        )
    return alarm


@transaction.atomic
def dismiss(alarm: Alarm, *, by: Actor) -> Alarm:
    """Say that it is nothing; the same level is not told of again for half a day."""
    require(by, "incident.open", alarm.workspace_id)
    decide(alarm, by=by)
    return alarm


def decide(alarm: Alarm, *, incident: Incident | None = None, by: Actor) -> None:
    """Write down that somebody decided about an alarm; call it in the transaction of what was decided."""
    require(by, "incident.open", alarm.workspace_id)
    now, label = clock.now(), by.label[:200] or "Somebody"
    open_one = Alarm.objects.filter(pk=alarm.pk, decided_at=None)
    if not open_one.update(decided_at=now, decided_by_label=label, incident=incident):
        raise Refusal("Somebody decided about this already. Reload the page to see what.")
    alarm.refresh_from_db()
    record("alarm.decided", alarm, by=by, level=alarm.level, incident=incident.pk if incident else None)


def _is_known(workspace: Workspace, as_grave: list[str]) -> bool:
    """Whether an alarm or an incident of these levels is open, or somebody decided about one just now."""
    known = Alarm.objects.filter(workspace=workspace, level_key__in=as_grave)
    incidents = Incident.objects.filter(workspace=workspace, level_key__in=as_grave, closed_at=None)
    return (
        known.filter(decided_at=None).exists()
        or known.filter(decided_at__gt=clock.now() - QUIET).exists()
        or incidents.filter(kind=Incident.Kind.INCIDENT).exists()
    )
