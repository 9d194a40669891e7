"""An incident from when somebody opened it until it was closed and looked back upon; a drill is the same, and nothing leaves."""

from datetime import date, datetime, timedelta

from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.queries import strategy_of
from waypost.loop.engagement.actions import calls
from waypost.loop.engagement.actions.alarms import decide
from waypost.loop.engagement.actions.moments import log
from waypost.loop.engagement.models import Alarm, Conversation, Incident, IncidentMoment
from waypost.loop.engagement.queries import conversations
from waypost.loop.engagement.queries.incidents import would_wait
from waypost.loop.publishing.actions import holds
from waypost.loop.publishing.models import Hold
from waypost.loop.strategy.actions import suggestions
from waypost.loop.strategy.domain.document import CrisisLevel, CrisisPlan
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count

Kind = IncidentMoment.Kind
NO_PLAN = "There is no crisis plan with levels yet. Write one in the strategy; it takes half an hour when all is calm."


@transaction.atomic
def open_one(
    workspace: Workspace,
    *,
    title: str,
    level_key: str,
    happened: str = "",
    is_drill: bool = False,
    conversation: Conversation | None = None,
    alarm: Alarm | None = None,
    by: Actor,
) -> Incident:
    """Open an incident, or a drill of one, and call whom the plan names at that level."""
    access = require(by, "incident.open", workspace.pk)
    plan, level = _level(workspace.pk, level_key)
    if not title.strip():
        raise Refusal("Say in a few words what it is about.", field="title")
    if conversation is not None and not conversations(access).filter(pk=conversation.pk).exists():
        raise Refusal("That conversation is not in your inbox. Open it there again.")
    if conversation is not None and conversation.drill_id is not None and not is_drill:
        raise Refusal("That conversation is part of a drill: nobody real wrote it.")
    if alarm is not None and alarm.workspace_id != workspace.pk:
        raise Refusal("That alarm is not of this brand. Open the page of incidents again.")
    now = clock.now()
    incident = Incident.objects.create(
        workspace=workspace,
        kind=Incident.Kind.DRILL if is_drill else Incident.Kind.INCIDENT,
        title=title.strip()[:160],
        happened=happened.strip()[:4000],
        level_key=level.key,
        level=level.label,
        conversation=conversation,
        opened_at=now,
        opened_by_label=by.label[:200],
        first_word_due_at=_due(now, level),
    )
    said = f"Opened as “{level.label}”: {incident.title}"
    log(incident, Kind.OPENED, f"{said}\n{incident.happened}".strip(), who=by)
    record("incident.opened", incident, by=by, level=level.label, kind=incident.kind)
    if alarm is not None and not is_drill:
        decide(alarm, incident=incident, by=by)
    calls.call_all(incident, plan, by=by)
    return incident


@transaction.atomic
def set_level(incident: Incident, *, level_key: str, why: str, by: Actor) -> Incident:
    """Raise or lower the level; whom the plan names there is called."""
    require(by, "incident.lead", incident.workspace_id)
    found = locked(incident)
    plan, level = _level(found.workspace_id, level_key)
    if level.key == found.level_key:
        raise Refusal(f"It is “{level.label}” already. Choose another level.", field="level_key")
    if not why.strip():
        raise Refusal("Say in a few words why, for those who are called now.", field="why")
    found.level_key, found.level = level.key, level.label
    found.first_word_due_at = _due(found.opened_at, level)
    found.save(update_fields=["level_key", "level", "first_word_due_at"])
    log(found, Kind.LEVEL, f"Now “{level.label}”: {why.strip()}", who=by)
    record("incident.level_set", found, by=by, level=level.label, why=why.strip()[:300])
    calls.call_all(found, plan, by=by)
    return found


@transaction.atomic
def note(incident: Incident, *, words: str, is_decision: bool = False, by: Actor) -> IncidentMoment:
    """Write down what was seen, or decided."""
    require(by, "incident.open", incident.workspace_id)
    found = locked(incident)
    if not words.strip():
        raise Refusal("Write down what happened, or what was decided.", field="words")
    moment = log(found, Kind.DECISION if is_decision else Kind.NOTE, words.strip(), who=by)
    record("incident.noted", found, by=by, decision=is_decision)
    return moment


@transaction.atomic
def hold(incident: Incident, *, channel: Channel | None = None, by: Actor) -> Incident:
    """Stop the queue of everything or of one channel; in a drill only write down how many posts that would have stopped."""
    require(by, "hold.put", incident.workspace_id)
    found = locked(incident)
    if channel is not None and channel.workspace_id != found.workspace_id:
        raise Refusal("That channel is not of this brand. Choose one that is.", field="channel")
    what = channel.name if channel else "everything"
    if found.is_drill:
        number = would_wait(found.workspace_id, channel).count()
        stopped = count(number, "post", "posts")
        log(found, Kind.HOLD, f"Would have held {what}: {stopped} would have waited", who=by)
    else:
        found.hold = holds.put(
            found.workspace, reason=f"{found.level}: {found.title}", channel=channel, by=by
        )
        found.save(update_fields=["hold"])
        stopped = count(found.hold.was_stopped.count(), "post waits", "posts wait")
        log(found, Kind.HOLD, f"Held {what}: {stopped}", who=by)
    record("incident.held", found, by=by, channel=what)
    return found


@transaction.atomic
def hear_of_hold(incident: Incident, *, hold: Hold, by: Actor) -> IncidentMoment:
    """Write down that the queue was stopped, or let go again, by somebody who was not on the incident's page."""
    require(by, "incident.open", incident.workspace_id)
    found = locked(incident)
    if hold.workspace_id != found.workspace_id:
        raise Refusal("That hold is not of this brand. Open the page of holds again.")
    what = hold.what or "everything"
    if hold.is_on:
        waiting = count(hold.was_stopped.count(), "post waits", "posts wait")
        words = f"{hold.put_by_label} held {what}: {waiting}"
    else:
        words = f"The hold on {what} was lifted by {hold.lifted_by_label or 'its end'}"
    return log(found, Kind.HOLD, words, who=by)


@transaction.atomic
def close(
    incident: Incident,
    *,
    went_well: str = "",
    went_badly: str = "",
    lessons: str = "",
    next_drill_on: date | None = None,
    by: Actor,
) -> Incident:
    """Close it and look back; what was learned is suggested to the strategy."""
    require(by, "incident.lead", incident.workspace_id)
    found = locked(incident)
    if next_drill_on is not None and next_drill_on <= found.workspace.today:
        raise Refusal("Choose a day for the next drill that is still to come.", field="next_drill_on")
    if lessons.strip():
        found.suggestion = suggestions.suggest(
            found.workspace, section="crisis", words=lessons, kind="incident", thing_id=found.pk, by=by
        )
    found.went_well, found.went_badly = went_well.strip()[:4000], went_badly.strip()[:4000]
    found.lessons, found.next_drill_on = lessons.strip()[:4000], next_drill_on
    found.closed_at, found.closed_by_label = clock.now(), by.label[:200] or "Somebody"
    found.save()
    log(found, Kind.CLOSED, "Closed", who=by)
    record("incident.closed", found, by=by, lessons=bool(found.lessons))
    return found


def locked(incident: Incident) -> Incident:
    """An open incident as it is now, kept from others until the transaction ends."""
    rows = Incident.objects.select_for_update(of=("self",)).select_related("workspace")
    found = rows.get(pk=incident.pk)
    if not found.is_open:
        raise Refusal("It is closed. Open a new one if it begins again.")
    return found


def _level(workspace_id: int, level_key: str) -> tuple[CrisisPlan, CrisisLevel]:
    strategy = strategy_of(workspace_id)
    if strategy is None or not strategy.crisis_plan.levels:
        raise Refusal(NO_PLAN)
    plan = strategy.crisis_plan
    level = next((level for level in plan.levels if level.key == level_key), None)
    if level is None:
        raise Refusal("Choose a level of the crisis plan.", field="level_key")
    return plan, level


def _due(began: datetime, level: CrisisLevel) -> datetime | None:
    """When the first words are due at a level; the clock runs from when it was opened, whatever the level was then."""
    minutes = level.first_word_minutes
    return began + timedelta(minutes=minutes) if minutes is not None else None
