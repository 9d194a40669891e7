from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.foundation.workspaces.models import Member
from waypost.foundation.workspaces.queries import members_who_may
from waypost.loop.planning import queries
from waypost.loop.planning.actions import capacity as actions
from waypost.loop.planning.domain.capacity import USUAL_MINUTES, Unit
from waypost.loop.planning.forms.capacity import AbsenceForm, CapacityForm
from waypost.loop.strategy.queries import current_strategy
from waypost.toolkit.refusal import Refusal

WRITE = "post.draft"
"""Whoever may write posts can have hours for them."""


@page(see="plan.see", change="plan.edit")
def capacity(request: WorkspaceRequest) -> HttpResponse:
    """What a week can hold: who has how much, and what a post takes."""
    people = list(members_who_may(request.access, WRITE))
    week = queries.working_week(request.workspace.pk)
    form = _form(request, people)
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe(request.workspace, **form.said, by=request.actor)
            messages.success(request, "Every plan is held against this from now on.")
            return redirect("planning:capacity", workspace=request.workspace.slug)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {
        "form": form,
        "week": week,
        "is_known": any(queries.amounts(request.workspace.pk).values()),
        "may_plan": request.access.may("plan.edit"),
        "absences": queries.absences(request.access)
        .filter(ends_on__gte=request.workspace.today)
        .select_related("member__person"),
        "absence_form": AbsenceForm(people=members_who_may(request.access, WRITE)),
    }
    return render(request, "planning/capacity.html", context, status=422 if form.errors else 200)


@page("plan.edit")
@require_POST
def absence(request: WorkspaceRequest) -> HttpResponse:
    """Days on which somebody is away."""
    form = AbsenceForm(request.POST, people=members_who_may(request.access, WRITE))
    if not form.is_valid():
        raise Refusal("Say who is away and from which day on.", field="starts_on")
    said = form.cleaned_data
    actions.go_away(
        request.workspace,
        member=said["member"],
        starts_on=said["starts_on"],
        ends_on=said["ends_on"] or said["starts_on"],
        by=request.actor,
    )
    return redirect("planning:capacity", workspace=request.workspace.slug)


@page("plan.edit")
@require_POST
def absence_removal(request: WorkspaceRequest, absence_id: int) -> HttpResponse:
    """An absence that is taken back."""
    actions.come_back(get_object_or_404(queries.absences(request.access), pk=absence_id), by=request.actor)
    return redirect("planning:capacity", workspace=request.workspace.slug)


def _form(request: WorkspaceRequest, people: list[Member]) -> CapacityForm:
    week = queries.working_week(request.workspace.pk)
    unit = Unit(week.unit) if week else Unit.HOURS
    efforts = week.efforts if week else {}
    strategy = current_strategy(request.workspace.pk)
    used = [format_ for role in strategy.channel_roles for format_ in role.formats] if strategy else []
    return CapacityForm(
        request.POST or None,
        people=people,
        formats=list(dict.fromkeys([*used, *efforts])),
        amounts=queries.amounts(request.workspace.pk),
        efforts=efforts,
        unit=unit,
        initial={"unit": unit.value, "usual": week.usual if week else USUAL_MINUTES},
    )
