"""Rehearsals: ask for one, see how far it is, stop it, and read what came of it. Nothing on these pages happened."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from waypost.foundation.channels.queries import channel_names
from waypost.foundation.workspaces.domain.permissions import who_may
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.publishing.actions import rehearsals as actions
from waypost.loop.publishing.domain.rehearsal import RUNS
from waypost.loop.publishing.forms import RehearsalForm
from waypost.loop.publishing.models import Rehearsal
from waypost.loop.publishing.queries import rehearsing as queries
from waypost.loop.publishing.views.rehearsed import shown
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

BEHIND, AHEAD = 4, 9
"""So many weeks before this one and from this one on can be chosen; the calendar leads to any other."""


@page(see="publication.see", change="rehearsal.ask")
@require_http_methods(["GET", "HEAD", "POST"])
def rehearsals(request: WorkspaceRequest) -> HttpResponse:
    """Ask for a rehearsal of a week, and find the last ones."""
    asked = _monday(request.GET.get("week", "")) or clock.start_of_week(request.workspace.today)
    form = RehearsalForm(
        _weeks(request, asked),
        channel_names(request.access),
        request.POST if request.method == "POST" else None,
        initial={"week": asked.isoformat(), "run": _run(request.GET.get("run", ""))},
        has_reviews=not request.workspace.is_solo,
    )
    if form.is_valid():
        try:
            made = actions.ask(request.workspace, week_of=form.week_of, script=form.script, by=request.actor)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect("publishing:rehearsal", workspace=request.workspace.slug, rehearsal_id=made.pk)
    found = list(queries.rehearsals(request.access).defer("report")[: actions.KEPT])
    context = {
        "form": form,
        "may_ask": request.access.may("rehearsal.ask"),
        "who_asks": who_may("rehearsal.ask"),
        "going_on": next((each for each in found if not each.is_over), None),
        "ended": [each for each in found if each.is_over],
    }
    return render(request, "publishing/rehearsals.html", context, status=422 if form.is_bound else 200)


@page("publication.see")
@require_safe
def rehearsal(request: WorkspaceRequest, rehearsal_id: int) -> HttpResponse:
    """How far a rehearsal is, or what came of it."""
    found = _found(request, rehearsal_id)
    may_ask = request.access.may("rehearsal.ask")
    context = {"rehearsal": found, "script": found.plays, "may_ask": may_ask, "may_stop": may_ask}
    if not found.is_done:
        return render(request, "publishing/rehearsal_going_on.html", context)
    return render(request, "publishing/rehearsal.html", context | {"shown": shown(request.access, found)})


@page("publication.see")
@require_safe
def progress(request: WorkspaceRequest, rehearsal_id: int) -> HttpResponse:
    """How far it is, asked every second by a page that waits; a page whose rehearsal is over is opened again."""
    found = _found(request, rehearsal_id)
    if found.is_over:
        return HttpResponseClientRefresh()
    return render(request, "publishing/parts/rehearsal_progress.html", {"rehearsal": found})


@page(see="publication.see", change="rehearsal.ask")
@require_POST
def stopping(request: WorkspaceRequest, rehearsal_id: int) -> HttpResponse:
    """Stop it."""
    actions.stop(_found(request, rehearsal_id), by=request.actor)
    return redirect("publishing:rehearsal", workspace=request.workspace.slug, rehearsal_id=rehearsal_id)


def _found(request: WorkspaceRequest, rehearsal_id: int) -> Rehearsal:
    found = get_object_or_404(queries.rehearsals(request.access), pk=rehearsal_id)
    found.workspace = request.workspace
    return found


def _run(words: str) -> int:
    number = int(words[:9]) if words.isascii() and words.isdecimal() else 1
    return min(max(number, 1), RUNS)


def _monday(words: str) -> date | None:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return clock.start_of_week(day) if 1990 <= day.year <= 2200 else None


def _weeks(request: WorkspaceRequest, asked: date) -> list[tuple[str, str]]:
    """The weeks around this one, and the one that was asked for, in order of time."""
    this = clock.start_of_week(request.workspace.today)
    mondays = {this + timedelta(weeks=number) for number in range(-BEHIND, AHEAD)} | {asked}
    return [(monday.isoformat(), _in_words(monday, this)) for monday in sorted(mondays)]


def _in_words(monday: date, this: date) -> str:
    said = str(Rehearsal(first_on=monday))
    weeks = (monday - this).days // 7
    near = {0: "this week", 1: "next week", -1: "last week"}.get(weeks)
    if near is not None:
        return f"{said} ({near})"
    return f"{said} (as if it were still to come)" if weeks < 0 else said
