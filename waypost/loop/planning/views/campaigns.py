from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.planning import queries
from waypost.loop.planning.actions import campaigns as actions
from waypost.loop.planning.domain.campaigns import State
from waypost.loop.planning.forms import CampaignForm
from waypost.loop.planning.models import Campaign
from waypost.loop.strategy.progress import goal_today
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


@page("plan.see")
def campaigns(request: WorkspaceRequest) -> HttpResponse:
    """Every campaign: those that run, those that are planned, those that are over."""
    found = list(queries.campaigns(request.access).select_related("goal"))
    for campaign in found:
        campaign.workspace = request.workspace
    context = {
        "running": [each for each in found if each.state == State.RUNNING],
        "drafts": [each for each in found if each.state == State.DRAFT],
        "ended": sorted((each for each in found if each.is_ended), key=_end, reverse=True),
        "may_plan": request.access.may("plan.edit"),
    }
    return render(request, "planning/campaigns.html", context)


@page("plan.edit")
def new_campaign(request: WorkspaceRequest) -> HttpResponse:
    """Plan a campaign."""
    form = CampaignForm(request.POST or None, access=request.access)
    if request.method == "POST" and form.is_valid():
        try:
            planned = actions.plan(request.workspace, terms=form.terms, by=request.actor)
            return _to(request, planned)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return render(
        request, "planning/campaign_form.html", {"form": form}, status=422 if form.is_bound else 200
    )


@page("plan.see")
def campaign(request: WorkspaceRequest, campaign_id: int) -> HttpResponse:
    """One campaign: what it says, how its goal stands, its slots and, from later stages, its posts."""
    found = _campaign(request, campaign_id)
    context: dict[str, Any] = {
        "campaign": found,
        "goal": goal_today(request.access, request.workspace, found.goal.key) if found.goal else None,
        "may_plan": request.access.may("plan.edit"),
        "is_past": found.ends_on < request.workspace.today,
    }
    return render(request, "planning/campaign.html", context)


@page("plan.edit")
def terms(request: WorkspaceRequest, campaign_id: int) -> HttpResponse:
    """Change what a campaign is."""
    found = _campaign(request, campaign_id)
    names = ("name", "starts_on", "ends_on", "message", "goal", "hue", "key", "slots_wanted")
    initial = {name: getattr(found, name) for name in names}
    form = CampaignForm(request.POST or None, initial=initial, access=request.access)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(found, terms=form.terms, by=request.actor)
            return _to(request, found)
        except Refusal as refusal:
            form.add_refusal(refusal)
            found = _campaign(request, campaign_id)
    context = {"form": form, "campaign": found}
    return render(request, "planning/campaign_form.html", context, status=422 if form.is_bound else 200)


@page(see="plan.see", change="plan.edit")
@require_POST
def start(request: WorkspaceRequest, campaign_id: int) -> HttpResponse:
    """Let a campaign run."""
    found = actions.start(_campaign(request, campaign_id), by=request.actor)
    messages.success(request, f"“{found}” runs.")
    return _to(request, found)


@page(see="plan.see", change="plan.edit")
@require_POST
def end(request: WorkspaceRequest, campaign_id: int) -> HttpResponse:
    """End a campaign."""
    found = actions.end(_campaign(request, campaign_id), by=request.actor)
    messages.success(request, f"“{found}” has ended. What is still to come goes out unless you hold it.")
    return _to(request, found)


def _campaign(request: WorkspaceRequest, campaign_id: int) -> Campaign:
    found = queries.campaigns_with_slots(request.access, clock.now()).select_related("workspace", "goal")
    return get_object_or_404(found, pk=campaign_id)


def _to(request: WorkspaceRequest, campaign: Campaign) -> HttpResponse:
    return redirect("planning:campaign", workspace=request.workspace.slug, campaign_id=campaign.pk)


def _end(campaign: Campaign) -> tuple[Any, int]:
    return campaign.ends_on, campaign.pk
