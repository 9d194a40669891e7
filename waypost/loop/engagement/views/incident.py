"""One incident or drill: the steps, the log, closing it, and its report."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waypost.foundation.channels.queries import channel_names, usable_channel
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content.queries import strategy_of
from waypost.loop.engagement.actions import calls as calling
from waypost.loop.engagement.actions import incidents as actions
from waypost.loop.engagement.domain.incident_sheet import Called, Line, Story, incident_sheet
from waypost.loop.engagement.domain.spans import span
from waypost.loop.engagement.forms import CallForm, ClosingForm, HoldingForm, LevelForm, MomentForm
from waypost.loop.engagement.models import Incident, IncidentCall
from waypost.loop.engagement.queries import incidents as asked
from waypost.loop.engagement.queries.waves import heard_of, wave_of
from waypost.loop.engagement.views.counted import counted_by
from waypost.loop.strategy.domain.document import CrisisPlan, Queue
from waypost.loop.strategy.domain.on_paper import QUEUES
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal
from waypost.toolkit.wording import count
from waypost.ui.forms import Form
from waypost.ui.paper.press import pdf


@page("incident.see")
@require_safe
def incident(request: WorkspaceRequest, incident_id: int) -> HttpResponse:
    """What is to be done, in its order, and what was done."""
    return show(request, find(request, incident_id))


@page(see="incident.see", change="incident.lead")
@require_POST
def level(request: WorkspaceRequest, incident_id: int) -> HttpResponse:
    """Raise or lower the level."""
    found = find(request, incident_id)
    form = LevelForm(_plan(found).levels, found.level_key, request.POST)
    return _done(
        request, found, form, "level_form", lambda given: actions.set_level(found, **given, by=request.actor)
    )


@page(see="incident.see", change="incident.open")
@require_POST
def moments(request: WorkspaceRequest, incident_id: int) -> HttpResponse:
    """Write into the log."""
    found = find(request, incident_id)
    form = MomentForm(request.POST)
    return _done(
        request, found, form, "moment_form", lambda given: actions.note(found, **given, by=request.actor)
    )


@page(see="incident.see", change="incident.open")
@require_POST
def calls(request: WorkspaceRequest, incident_id: int) -> HttpResponse:
    """Call somebody of the plan whom the level does not name."""
    found = find(request, incident_id)
    called = calling.call(found, contact_key=request.POST.get("contact_key", ""), by=request.actor)
    by_hand = (
        f" Nobody in Waypost has that role: reach them by hand. {called.reach}" if not called.told else ""
    )
    messages.success(request, f"{called.contact} is called.{by_hand}")
    return back(request, found)


@page(see="incident.see", change="incident.open")
@require_POST
def call_answer(request: WorkspaceRequest, incident_id: int, call_id: int) -> HttpResponse:
    """Somebody who was called is there."""
    found = find(request, incident_id)
    calling.answer(
        get_object_or_404(asked.calls(request.access), pk=call_id, incident=found), by=request.actor
    )
    return back(request, found)


@page(see="incident.see", change="hold.put")
@require_POST
def hold(request: WorkspaceRequest, incident_id: int) -> HttpResponse:
    """Stop the queue, or write down what that would have stopped."""
    found = find(request, incident_id)
    form = HoldingForm(channel_names(request.access), request.POST)

    def held(given: dict[str, Any]) -> Incident:
        channel = usable_channel(request.access, form.channel_id) if form.channel_id else None
        return actions.hold(found, channel=channel, by=request.actor)

    return _done(request, found, form, "hold_form", held)


@page(see="incident.see", change="incident.lead")
@require_http_methods(["GET", "HEAD", "POST"])
def closure(request: WorkspaceRequest, incident_id: int) -> HttpResponse:
    """Close it, and look back."""
    found = find(request, incident_id)
    if not found.is_open:
        return back(request, found)
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            closed = actions.close(found, **form.cleaned_data, by=request.actor)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            suggested = " What you learned is suggested to the strategy." if closed.suggestion_id else ""
            messages.success(request, f"Closed.{suggested}")
            return back(request, closed)
    context = {"incident": found, "form": form, "lasted": span(found.lasted), "wave": wave_of(found)}
    return render(request, "engagement/incident_closure.html", context, status=422 if form.is_bound else 200)


@page("incident.see")
@require_safe
def report(request: WorkspaceRequest, incident_id: int) -> HttpResponse:
    """The whole of it on paper."""
    found = find(request, incident_id)
    answer = HttpResponse(pdf(incident_sheet(_story(request, found))), content_type="application/pdf")
    answer["Content-Disposition"] = (
        f'attachment; filename="{request.workspace.slug}-{found.kind}-{found.pk}.pdf"'
    )
    return answer


def find(request: WorkspaceRequest, incident_id: int) -> Incident:
    """The incident that the address names; 404 when the reader may not see it."""
    rows = asked.incidents(request.access).select_related(
        "workspace", "conversation", "hold", "post", "suggestion"
    )
    return get_object_or_404(rows, pk=incident_id)


def back(request: WorkspaceRequest, found: Incident) -> HttpResponse:
    """Return to the incident."""
    return redirect("engagement:incident", workspace=request.workspace.slug, incident_id=found.pk)


def show(request: WorkspaceRequest, found: Incident, *, status: int = 200, **forms: Any) -> HttpResponse:
    """Draw the page of an incident; `forms` replace those that were sent and refused."""
    plan, access = _plan(found), request.access
    here = next((level for level in plan.levels if level.key == found.level_key), None)
    called = list(asked.calls_of(found))
    known = {row.contact_key for row in called}
    others = [contact for contact in plan.contacts if contact.key not in known]
    statements = plan.holding_statements
    wave = wave_of(found)
    context: dict[str, Any] = {
        "incident": found,
        "wave": wave,
        "heard": heard_of(wave) if wave else None,
        "counted": counted_by(plan, found.workspace_id, found.pk) if wave and found.is_open else [],
        "here": here,
        "queue": QUEUES[here.queue] if here else "",
        "is_hold_wanted": here is not None and here.queue is Queue.PAUSE_ALL and not found.is_drill,
        "lasted": span(found.lasted),
        "spoke": span(found.took_to_speak) if found.took_to_speak is not None else "",
        "left": _left(found),
        "calls": [(row, span(row.took) if row.took is not None else "") for row in called],
        "call_form": CallForm(others) if others else None,
        "fitting": [one for one in statements if not one.levels or found.level_key in one.levels],
        "further": [one for one in statements if one.levels and found.level_key not in one.levels],
        "today": request.workspace.today,
        "stop_when": plan.stop_when,
        "moments": list(asked.moments_of(found)),
        "may_write": found.is_open and access.may("incident.open"),
        "may_lead": found.is_open and access.may("incident.lead"),
        "may_hold": found.is_open and access.may("hold.put"),
        "level_form": LevelForm(plan.levels, found.level_key),
        "moment_form": MomentForm(),
        "hold_form": HoldingForm(channel_names(access)),
        **forms,
    }
    return render(request, "engagement/incident.html", context, status=status)


def _done(request: WorkspaceRequest, found: Incident, form: Form, name: str, act: Any) -> HttpResponse:
    """Do what a small form of the page asks for, or show the page again with what is wrong in it."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return back(request, found)
    return show(request, found, status=422, **{name: form})


def _plan(found: Incident) -> CrisisPlan:
    strategy = strategy_of(found.workspace_id)
    return strategy.crisis_plan if strategy else CrisisPlan()


def _left(found: Incident) -> str:
    """How long there is until the first words are due; empty when they are out, late or not asked for."""
    due = found.first_word_due_at
    return (
        span(due - clock.now())
        if found.is_open and due and not found.is_late and not found.first_word_at
        else ""
    )


def _story(request: WorkspaceRequest, found: Incident) -> Story:
    workspace = request.workspace

    def at(moment: Any) -> str:
        return date_format(workspace.local(moment), "j F Y, H:i")

    strategy = strategy_of(workspace.pk)
    known = strategy.crisis_plan.holding_statements if strategy else ()
    statement = next((one.label for one in known if one.key == found.statement_key), "The first words")
    spoke = found.took_to_speak
    facts = [
        ("Level", found.level),
        ("Opened", f"{at(found.opened_at)}, by {found.opened_by_label}"),
        ("Closed", f"{at(found.closed_at)}, by {found.closed_by_label}" if found.closed_at else "still open"),
        ("Lasted", span(found.lasted)),
        *_played(found),
        (
            "Words ready" if found.is_drill and wave_of(found) is None else "First words",
            f"after {span(spoke)}" if spoke is not None else "none",
        ),
    ]
    if found.first_word_due_at is not None:
        facts.append(("Due", f"after {span(found.first_word_due_at - found.opened_at)}"))
    if found.next_drill_on:
        facts.append(("Next drill", date_format(found.next_drill_on, "j F Y")))
    looking_back = (
        ("What went well", found.went_well),
        ("What did not", found.went_badly),
        ("What the plan should say from now on", found.lessons),
    )
    return Story(
        brand=workspace.name,
        title=found.title,
        what=found.get_kind_display(),
        note=f"As of {at(clock.now())}",
        facts=tuple(facts),
        happened=found.happened,
        words=found.words,
        statement=statement,
        called=tuple(_called(workspace, row) for row in asked.calls_of(found)),
        log=tuple(
            Line(f"{workspace.local(one.at):%H:%M:%S}", one.get_kind_display(), one.words, one.by_label)
            for one in asked.moments_of(found)
        ),
        looking_back=looking_back,
    )


def _played(found: Incident) -> list[tuple[str, str]]:
    """Against which wave a drill was played, and what came of it."""
    wave = wave_of(found)
    if wave is None:
        return []
    heard = heard_of(wave)
    came = f"{count(heard.messages, 'message', 'messages')}, {heard.unhappy} unhappy"
    return [("Played against", f"{wave.label}, on {wave.channel.name}: {came}")]


def _called(workspace: Any, row: IncidentCall) -> Called:
    late = ", too late" if row.is_late else ""
    answered = f"after {span(row.took)}{late}" if row.took is not None else "did not answer"
    return Called(row.contact, row.task, f"{workspace.local(row.called_at):%H:%M:%S}", row.told, answered)
