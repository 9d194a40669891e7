"""The planner's page: ask it, see how far it is, look at the plan before it is taken."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.planning import queries
from waypost.loop.planning.actions import planner as actions
from waypost.loop.planning.models import Layout, Quarter
from waypost.loop.planning.views.planned import shown


@page(see="plan.see", change="plan.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def planner(request: WorkspaceRequest, quarter_id: int) -> HttpResponse:
    """Ask for a plan of a quarter, and find what came of it."""
    quarter = get_object_or_404(queries.quarters(request.access).select_related("workspace"), pk=quarter_id)
    if request.method == "POST":
        actions.ask(quarter, gently=request.POST.get("gently") == "1", by=request.actor)
        return _to(request, quarter)
    layout = queries.layouts(request.access).filter(quarter=quarter).first()
    context: dict[str, Any] = {
        "quarter": quarter,
        "layout": layout,
        "may_plan": request.access.may("plan.edit") and quarter.is_open,
    }
    if layout is not None and layout.answer is not None:
        context["shown"] = shown(layout, request.access)
    return render(request, "planning/planner.html", context)


@page("plan.see")
@require_safe
def progress(request: WorkspaceRequest, layout_id: int) -> HttpResponse:
    """How far it is, asked every second by a page that waits; a page whose plan is ready is opened again."""
    known = queries.layouts(request.access).defer("question", "found", "answer")
    layout = get_object_or_404(known, pk=layout_id)
    if not layout.is_going_on:
        return HttpResponseClientRefresh()
    return render(request, "planning/parts/planner_progress.html", {"layout": layout})


@page("plan.edit")
@require_POST
def stopping(request: WorkspaceRequest, layout_id: int) -> HttpResponse:
    """Stop the planner."""
    return _to(request, actions.stop(_layout(request, layout_id), by=request.actor).quarter)


@page("plan.edit")
@require_POST
def going_on(request: WorkspaceRequest, layout_id: int) -> HttpResponse:
    """Let it go on."""
    return _to(request, actions.go_on(_layout(request, layout_id), by=request.actor).quarter)


@page("plan.edit")
@require_POST
def taking(request: WorkspaceRequest, layout_id: int) -> HttpResponse:
    """Take the plan."""
    layout = actions.take(_layout(request, layout_id), by=request.actor)
    messages.success(request, "The slots are in the calendar. What people decided stayed.")
    return _to(request, layout.quarter)


@page("plan.edit")
@require_POST
def removal(request: WorkspaceRequest, layout_id: int) -> HttpResponse:
    """Leave the plan."""
    layout = _layout(request, layout_id)
    actions.leave(layout, by=request.actor)
    return redirect("planning:quarter", workspace=request.workspace.slug, quarter_id=layout.quarter_id)


def _layout(request: WorkspaceRequest, layout_id: int) -> Layout:
    found = queries.layouts(request.access).select_related("quarter__workspace")
    return get_object_or_404(found, pk=layout_id)


def _to(request: WorkspaceRequest, quarter: Quarter) -> HttpResponse:
    return redirect("planning:planner", workspace=request.workspace.slug, quarter_id=quarter.pk)
