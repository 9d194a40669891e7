from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.planning import queries
from waypost.loop.planning.actions import blackouts as actions
from waypost.loop.planning.forms import DaysOffForm
from waypost.toolkit.refusal import Refusal


@page(see="plan.see", change="plan.edit")
def days_off(request: WorkspaceRequest) -> HttpResponse:
    """The days on which nothing is planned; add some."""
    form = DaysOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = form.run
            if run is None:
                raise Refusal("Say on which day they begin.", field="starts_on")
            actions.add(
                request.workspace,
                starts_on=run.starts_on,
                ends_on=run.ends_on,
                reason=run.reason,
                by=request.actor,
            )
            return redirect("planning:days_off", workspace=request.workspace.slug)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {
        "form": form,
        "runs": queries.blackouts(request.access).filter(ends_on__gte=request.workspace.today),
        "may_plan": request.access.may("plan.edit"),
    }
    return render(request, "planning/days_off.html", context)


@page("plan.edit")
@require_POST
def removal(request: WorkspaceRequest, blackout_id: int) -> HttpResponse:
    """Give a run of days back."""
    actions.remove(get_object_or_404(queries.blackouts(request.access), pk=blackout_id), by=request.actor)
    return redirect("planning:days_off", workspace=request.workspace.slug)
