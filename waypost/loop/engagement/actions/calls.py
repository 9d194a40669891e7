"""Calls whom the plan names to an incident, writes down who answers, and goes on to the next when nobody does."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import tell
from waypost.foundation.workspaces.models import Member, Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.queries import strategy_of
from waypost.loop.engagement.actions.moments import log
from waypost.loop.engagement.domain.calling import in_turn, named_at
from waypost.loop.engagement.models import Incident, IncidentCall, IncidentMoment
from waypost.loop.engagement.queries.incidents import members_called
from waypost.loop.strategy.domain.document import CrisisContact, CrisisPlan
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count

Kind = IncidentMoment.Kind


@transaction.atomic
def call(incident: Incident, *, contact_key: str, by: Actor) -> IncidentCall:
    """Call somebody of the plan who was not called yet, beyond whom the level names."""
    require(by, "incident.open", incident.workspace_id)
    plan = _plan(incident)
    contact = next((one for one in plan.contacts if one.key == contact_key), None) if plan else None
    if not incident.is_open or contact is None:
        raise Refusal(
            "Choose somebody of the crisis plan, as long as the incident is open.", field="contact_key"
        )
    if incident.calls.filter(contact_key=contact.key).exists():
        raise Refusal(f"{contact.label} was called already.", field="contact_key")
    turns = (contact.backup,) if contact.backup else ()
    return _called(incident, contact, turns=turns, by=by)


def call_all(incident: Incident, plan: CrisisPlan, *, by: Actor) -> list[IncidentCall]:
    """Call everybody whom the plan names at the incident's level and who was not called yet."""
    require(by, "incident.open", incident.workspace_id)
    known = set(incident.calls.values_list("contact_key", flat=True))
    return [
        _called(
            incident,
            named.contact,
            named.task,
            named.authority,
            within=named.within,
            turns=named.turns,
            by=by,
        )
        for named in named_at(plan, incident.level_key)
        if named.contact.key not in known
    ]


@transaction.atomic
def answer(row: IncidentCall, *, by: Actor) -> IncidentCall:
    """Write down that somebody who was called is there."""
    require(by, "incident.open", row.workspace_id)
    if not row.incident.is_open:
        raise Refusal("It is closed, so nobody is waited for any more.")
    answered = {"answered_at": clock.now(), "answered_by_label": by.label[:200]}
    if not IncidentCall.objects.filter(pk=row.pk, answered_at=None).update(**answered):
        raise Refusal(f"{row.contact} answered already. Reload the page.")
    row.refresh_from_db()
    assert row.took is not None
    log(row.incident, Kind.ANSWERED, f"{row.contact} is there, {_after(row.took)}", who=by)
    record("incident.answered", row.incident, by=by, contact=row.contact)
    return row


@transaction.atomic
def pass_on(row: IncidentCall, *, by: Actor) -> IncidentCall | None:
    """Nobody answered in time: call whoever stands in, then whom it goes straight to; None when nobody is left."""
    require(by, "incident.open", row.workspace_id)
    now = clock.now()
    waiting = IncidentCall.objects.filter(
        pk=row.pk, answered_at=None, passed_on_at=None, answer_due_at__lte=now
    )
    if not waiting.update(passed_on_at=now):
        return None
    incident = row.incident
    plan = _plan(incident)
    known = incident.calls.values_list("contact_key", flat=True)
    found = in_turn(plan, row.next_keys, known) if plan else None
    if found is None:
        log(incident, Kind.NOTE, f"{row.contact} did not answer in time, and nobody is left to call", who=by)
        record("incident.passed_on", incident, by=by, contact=row.contact, to="")
        return None
    contact, turns = found
    assert row.answer_due_at is not None
    within = row.answer_due_at - row.called_at
    log(incident, Kind.NOTE, f"{row.contact} did not answer in time", who=by)
    record("incident.passed_on", incident, by=by, contact=row.contact, to=contact.label)
    return _called(incident, contact, row.task, contact.may, within=within, turns=turns, by=by)


def members_named(workspace: Workspace, plan: CrisisPlan, level_key: str) -> list[Member]:
    """The members whom the plan names at a level."""
    found = [members_called(workspace, named.contact) for named in named_at(plan, level_key)]
    return list({member.pk: member for members in found for member in members}.values())


def _called(
    incident: Incident,
    contact: CrisisContact,
    task: str = "",
    authority: str = "",
    *,
    within: timedelta | None = None,
    turns: Sequence[str] = (),
    by: Actor,
) -> IncidentCall:
    members = members_called(incident.workspace, contact)
    names = ", ".join(str(member) for member in members)
    now = clock.now()
    row = IncidentCall.objects.create(
        workspace_id=incident.workspace_id,
        incident=incident,
        contact_key=contact.key,
        contact=contact.label,
        task=task,
        authority=authority,
        reach=contact.reach,
        told=names[:400],
        called_at=now,
        answer_due_at=now + within if within else None,
        next_keys=list(turns),
    )
    whom = (
        f"{contact.label} ({names})"
        if names
        else f"{contact.label}, by hand: {contact.reach or 'look them up'}"
    )
    log(incident, Kind.TOLD, f"{whom}{f': {task}' if task else ''}", who=by)
    record("incident.called", incident, by=by, contact=contact.label, members=len(members))
    for member in members:
        _tell(incident, row, member, now, by)
    return row


def _tell(incident: Incident, row: IncidentCall, member: Member, now: datetime, by: Actor) -> None:
    what = "Drill" if incident.is_drill else incident.level
    task = f" {row.task}." if row.task else ""
    due = f" Say that you are there within {_within(row.answer_due_at - now)}." if row.answer_due_at else ""
    at = {"workspace": incident.workspace.slug, "incident_id": incident.pk}
    tell(
        incident.workspace,
        kind="incident",
        sentence=f"{what}: {incident.title}.{task}{due}",
        href=reverse("engagement:incident", kwargs=at),
        who_may="incident.see",
        only=member.person_id,
        urgent=True,
        once=f"incident.call.{row.pk}",
        by=by,
    )


def _plan(incident: Incident) -> CrisisPlan | None:
    strategy = strategy_of(incident.workspace_id)
    return strategy.crisis_plan if strategy else None


def _within(span: timedelta) -> str:
    return count(round(span.total_seconds() / 60), "minute", "minutes")


def _after(span: timedelta) -> str:
    return "at once" if span < timedelta(minutes=1) else f"after {_within(span)}"
