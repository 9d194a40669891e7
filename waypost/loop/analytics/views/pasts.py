"""Exports of what other tools sent: hand one over, look at what would count, take it in, take it out again."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from waypost.foundation.channels.queries import channel_names
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.analytics.actions import pasts as actions
from waypost.loop.analytics.domain.metrics import BY_KEY, Definition
from waypost.loop.analytics.domain.pasts.choices import PastChoices
from waypost.loop.analytics.domain.pasts.reading import PastRow, PastSheet
from waypost.loop.analytics.forms import PastFileForm, PastForm
from waypost.loop.analytics.models import PastImport
from waypost.loop.analytics.queries.pasts import channel_of, comparable, sheet_of
from waypost.loop.analytics.queries.pasts import pasts as found_pasts
from waypost.loop.content.queries.sheets import Names, names_in
from waypost.loop.content.queries.switching import open_switch
from waypost.networks.contract import Metric
from waypost.toolkit import sheets
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count

SHOWN, MISTAKES_SHOWN = 12, 50
_LABELS = {metric: BY_KEY[metric.value.replace("_", "-")] for metric in Metric}


@page(see="results.see", change="results.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def pasts(request: WorkspaceRequest) -> HttpResponse:
    """Hand an export over, and find the earlier ones."""
    switch = open_switch(request.access)
    form = PastFileForm(
        request.POST or None,
        request.FILES or None,
        initial={
            "told_by": switch.get_tool_display() if switch else "",
            "counted_on": request.workspace.today,
        },
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = actions.hand_over(
                request.workspace,
                by=request.actor,
                name=file.name,
                content=file.read(sheets.LARGEST + 1),
                told_by=form.cleaned_data["told_by"],
                counted_on=form.cleaned_data["counted_on"],
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return _to(request, made)
    context = {
        "form": form if request.access.may("results.edit") else None,
        "earlier": found_pasts(request.access)[:20],
        "switch": switch,
    }
    return render(request, "analytics/pasts.html", context, status=422 if form.is_bound else 200)


@page(see="results.see", change="results.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def past(request: WorkspaceRequest, past_id: int) -> HttpResponse:
    """One export: what of it would count, how far it is, or what became of it."""
    found = _found(request, past_id)
    if not found.is_open:
        context = {
            "past": found,
            "switch": open_switch(request.access),
            "may": request.access.may("results.edit"),
        }
        return render(request, "analytics/past_report.html", context)
    sheet, names = sheet_of(found), names_in(request.access)
    form = _form(request, found, sheet, names)
    if request.method == "POST" and form.is_valid():
        actions.choose(found, by=request.actor, choices=form.choices)
        if "start" in request.POST:
            actions.start(found, by=request.actor)
        return _to(request, found)
    return _look(request, found, sheet, names, form)


@page(see="results.see", change="results.edit")
@require_POST
def removal(request: WorkspaceRequest, past_id: int) -> HttpResponse:
    """Put an export away; what it brought counts no more."""
    gone = actions.take_out(_found(request, past_id), by=request.actor)
    messages.success(
        request, f"{count(gone, 'post counts', 'posts count')} no more." if gone else "It is discarded."
    )
    return redirect("analytics:pasts", workspace=request.workspace.slug)


@page("results.see")
@require_safe
def progress(request: WorkspaceRequest, past_id: int) -> HttpResponse:
    """How far it is, asked every second by a page that waits."""
    found = _found(request, past_id)
    if not found.is_running:
        return HttpResponseClientRefresh()
    return render(request, "analytics/parts/past_progress.html", {"past": found})


def _found(request: WorkspaceRequest, past_id: int) -> PastImport:
    found = get_object_or_404(found_pasts(request.access), pk=past_id)
    found.workspace = request.workspace
    return found


def _to(request: WorkspaceRequest, found: PastImport) -> HttpResponse:
    return redirect("analytics:past", workspace=request.workspace.slug, past_id=found.pk)


def _form(request: WorkspaceRequest, found: PastImport, sheet: PastSheet, names: Names) -> PastForm:
    said = PastChoices.model_validate(found.choices)
    known = {
        name: channel.pk
        for name in sheet.names
        if (channel := names.channels.get(name.casefold().lstrip("@"))) is not None
    }
    initial = {"order": sheet.order.value if sheet.order else "", "to": str(said.to or "")}
    data = request.POST if request.method == "POST" else None
    return PastForm(sheet, channel_names(request.access), known | said.channels, data, initial=initial)


def _look(
    request: WorkspaceRequest, found: PastImport, sheet: PastSheet, names: Names, form: PastForm
) -> HttpResponse:
    choices = PastChoices.model_validate(found.choices)
    good: list[tuple[PastRow, str, list[tuple[Definition, int]]]] = []
    wrong: list[tuple[PastRow, str]] = []
    taken, left_out = 0, set()
    for row in sheet.rows:
        channel, problem = channel_of(row, names, choices)
        problem = problem or " ".join(row.problems)
        if problem:
            wrong.append((row, problem))
        elif channel is not None:
            taken += 1
            metrics = comparable(channel)
            left_out |= {(channel.card.label, metric) for metric in row.counts if metric not in metrics}
            if len(good) < SHOWN:
                shown = [
                    (_LABELS[metric], value) for metric, value in row.counts.items() if metric in metrics
                ]
                good.append((row, channel.name, shown))
    context: dict[str, Any] = {
        "past": found,
        "sheet": sheet,
        "form": form,
        "shown": good,
        "taken": taken,
        "wrong": wrong[:MISTAKES_SHOWN],
        "wrong_count": len(wrong),
        "left_out": _in_words(sorted(left_out)),
        "is_ready": sheet.order is not None and sheet.says_when and sheet.says_figures and taken,
        "may": request.access.may("results.edit"),
    }
    return render(request, "analytics/past.html", context, status=422 if form.is_bound else 200)


def _in_words(left_out: Sequence[tuple[str, Metric]]) -> list[str]:
    """The figures that are not taken, by network."""
    by_network: dict[str, list[str]] = {}
    for network, metric in left_out:
        by_network.setdefault(network, []).append(_LABELS[metric].label.lower())
    return [f"{network}: {', '.join(names)}" for network, names in by_network.items()]
