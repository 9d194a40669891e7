from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.planning import queries
from waypost.loop.planning.actions import feeds as actions
from waypost.loop.planning.forms import FeedForm
from waypost.toolkit.refusal import Refusal


@page(see="plan.see", change="plan.edit")
def feeds(request: WorkspaceRequest) -> HttpResponse:
    """The feeds of which new entries come in as ideas."""
    form = FeedForm(request.POST or None, access=request.access)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add(request.workspace, **form.cleaned_data, by=request.actor)
            messages.success(request, f"New entries of {added} come in as ideas.")
            return redirect("planning:feeds", workspace=request.workspace.slug)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {
        "form": form,
        "feeds": list(queries.idea_feeds(request.access)),
        "may_plan": request.access.may("plan.edit"),
    }
    return render(request, "planning/feeds.html", context)


@page("plan.edit")
@require_POST
def removal(request: WorkspaceRequest, feed_id: int) -> HttpResponse:
    """A feed is read no more."""
    found = get_object_or_404(queries.idea_feeds(request.access), pk=feed_id)
    actions.let_go(found, by=request.actor)
    messages.success(request, f"{found} is no longer read; its ideas stay.")
    return redirect("planning:feeds", workspace=request.workspace.slug)
