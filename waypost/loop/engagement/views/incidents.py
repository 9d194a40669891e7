"""Incidents and drills: what is open, what the plan counts, what was; and opening one."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content.queries import strategy_of
from waypost.loop.engagement import queries
from waypost.loop.engagement.actions import alarms as alarm_actions
from waypost.loop.engagement.actions import incidents as actions
from waypost.loop.engagement.actions import waves as wave_actions
from waypost.loop.engagement.domain.spans import span
from waypost.loop.engagement.forms import DrillForm, OpeningForm
from waypost.loop.engagement.models import Alarm, Conversation, Incident
from waypost.loop.engagement.queries import incidents as asked
from waypost.loop.engagement.queries import waves
from waypost.loop.engagement.views.counted import counted_by
from waypost.loop.strategy.domain.document import CrisisPlan
from waypost.networks import registry
from waypost.toolkit.refusal import NotAllowed, Refusal

ON_A_PAGE = 20


@dataclass(frozen=True)
class Row:
    """An incident in a list, with how long it took."""

    incident: Incident
    lasted: str
    spoke: str


@page("incident.see")
@require_safe
def incidents(request: WorkspaceRequest) -> HttpResponse:
    """What is open, what is counted, and what was."""
    plan = _plan(request)
    found = asked.incidents(request.access)
    sheet = Paginator(found.exclude(closed_at=None), ON_A_PAGE).get_page(request.GET.get("page"))
    open_ones = asked.open_incidents(request.access)
    drill_on = asked.next_drill(request.access)
    context = {
        "plan": plan,
        "open": [row_of(one) for one in open_ones],
        "serious": [one for one in open_ones if not one.is_drill],
        "alarms": asked.open_alarms(request.access),
        "counted": counted_by(plan, request.workspace.pk) if plan else [],
        "sheet": sheet,
        "past": [row_of(one) for one in sheet],
        "next_drill_on": drill_on,
        "is_drill_due": drill_on is not None and drill_on <= request.workspace.today,
        "may_open": request.access.may("incident.open"),
    }
    return render(request, "engagement/incidents.html", context)


@page("incident.open")
@require_http_methods(["GET", "HEAD", "POST"])
def incident_new(request: WorkspaceRequest) -> HttpResponse:
    """Open an incident or a drill, from nothing, from a conversation, or from what was counted."""
    plan = _plan(request)
    conversation, alarm = _conversation(request), _alarm(request)
    is_drill = request.GET.get("drill") == "1"
    initial = {"title": _title(conversation, alarm), "level_key": alarm.level_key if alarm else ""}
    grounds = list(waves.grounds(request.access)) if is_drill else []
    levels = plan.levels if plan else ()
    form = (
        DrillForm(
            levels,
            [(channel.pk, channel.name) for channel in grounds],
            registry.driller(grounds[0].network).scenes(),
            request.POST or None,
            initial=initial,
        )
        if grounds
        else OpeningForm(levels, request.POST or None, initial=initial)
    )
    if request.method == "POST" and form.is_valid():
        try:
            opened = _opened(request, form, conversation, alarm, is_drill=is_drill)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect("engagement:incident", workspace=request.workspace.slug, incident_id=opened.pk)
    context = {
        "form": form,
        "plan": plan,
        "conversation": conversation,
        "alarm": alarm,
        "is_drill": is_drill,
        "grounds": grounds,
    }
    return render(request, "engagement/incident_new.html", context, status=422 if form.is_bound else 200)


def _opened(
    request: WorkspaceRequest,
    form: OpeningForm,
    conversation: Conversation | None,
    alarm: Alarm | None,
    *,
    is_drill: bool,
) -> Incident:
    if not isinstance(form, DrillForm):
        return actions.open_one(
            request.workspace,
            **form.cleaned_data,
            is_drill=is_drill,
            conversation=conversation,
            alarm=alarm,
            by=request.actor,
        )
    if form.channel_id is None:
        return actions.open_one(
            request.workspace, **form.opening, is_drill=True, conversation=conversation, by=request.actor
        )
    channel = usable_channel(request.access, form.channel_id)
    return wave_actions.begin(
        request.workspace,
        channel=channel,
        **form.opening,
        **form.wave,
        conversation=conversation,
        by=request.actor,
    )


@page("incident.open")
@require_POST
def alarm_dismissal(request: WorkspaceRequest, alarm_id: int) -> HttpResponse:
    """It is nothing."""
    alarm = get_object_or_404(asked.alarms(request.access), pk=alarm_id)
    alarm_actions.dismiss(alarm, by=request.actor)
    messages.success(request, "Noted as nothing. You are told again if it still goes on in half a day.")
    return redirect("engagement:incidents", workspace=request.workspace.slug)


def row_of(incident: Incident) -> Row:
    """An incident as a list shows it."""
    spoke = incident.took_to_speak
    return Row(incident, span(incident.lasted), span(spoke) if spoke is not None else "")


def _plan(request: WorkspaceRequest) -> CrisisPlan | None:
    strategy = strategy_of(request.workspace.pk)
    return strategy.crisis_plan if strategy and strategy.crisis_plan.levels else None


def _conversation(request: WorkspaceRequest) -> Conversation | None:
    asked_for = request.GET.get("conversation", "")
    if not (asked_for.isdecimal() and len(asked_for) < 16):
        return None
    return get_object_or_404(queries.conversations(request.access), pk=int(asked_for))


def _alarm(request: WorkspaceRequest) -> Alarm | None:
    asked_for = request.GET.get("alarm", "")
    if not (asked_for.isdecimal() and len(asked_for) < 16):
        return None
    return get_object_or_404(asked.alarms(request.access).filter(decided_at=None), pk=int(asked_for))


def _title(conversation: Conversation | None, alarm: Alarm | None) -> str:
    if alarm is not None:
        return alarm.sentence[:160]
    return f"{conversation.person_name}: {conversation.last_words}"[:160] if conversation else ""
