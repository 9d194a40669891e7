from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.planning import queries
from waypost.loop.planning.actions import ideas as actions
from waypost.loop.planning.forms import IdeaForm, IdeaSlotForm
from waypost.toolkit.refusal import Refusal


@page(see="plan.see", change="idea.add")
def ideas(request: WorkspaceRequest) -> HttpResponse:
    """Catch an idea in one line; see those that wait."""
    form = IdeaForm(request.POST or None, access=request.access)
    if request.method == "POST" and form.is_valid():
        try:
            actions.capture(request.workspace, **form.cleaned_data, by=request.actor)
            return redirect("planning:ideas", workspace=request.workspace.slug)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {
        "form": form,
        "ideas": list(queries.fresh_ideas(request.access)),
        "settled": queries.settled_ideas(request.access)[:20],
        "may_add": request.access.may("idea.add"),
        "may_plan": request.access.may("plan.edit"),
    }
    return render(request, "planning/ideas.html", context)


@page("idea.add")
@require_POST
def archive(request: WorkspaceRequest, idea_id: int) -> HttpResponse:
    """Put an idea away."""
    actions.archive(get_object_or_404(queries.ideas(request.access), pk=idea_id), by=request.actor)
    return redirect("planning:ideas", workspace=request.workspace.slug)


@page("plan.edit")
def idea_slot(request: WorkspaceRequest, idea_id: int) -> HttpResponse:
    """Choose the slot that an idea goes into."""
    idea = get_object_or_404(queries.ideas(request.access), pk=idea_id)
    form = IdeaSlotForm(request.POST or None, access=request.access)
    if request.method == "POST" and form.is_valid():
        try:
            slot = actions.take_into_slot(idea, slot=form.cleaned_data["slot"], by=request.actor)
            messages.success(request, "The idea opens this slot's brief.")
            return redirect("planning:slot", workspace=request.workspace.slug, slot_id=slot.pk)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return render(request, "planning/idea_slot.html", {"idea": idea, "form": form})
