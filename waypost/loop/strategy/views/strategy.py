from django.http import HttpResponse
from django.shortcuts import render

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.strategy import queries
from waypost.loop.strategy.examples import offered
from waypost.loop.strategy.views.brief import brief


@page("strategy.see")
def strategy(request: WorkspaceRequest) -> HttpResponse:
    """The strategy in force, on one page."""
    version = queries.current_version(request.workspace.pk)
    edits = request.access.may("strategy.edit")
    context = {
        "draft": queries.draft_of(request.access),
        "edits": edits,
        "proposed": queries.changes_proposed(request.access),
    }
    if version is None:
        return render(request, "strategy/empty.html", {**context, "examples": offered()})
    else:
        return render(request, "strategy/strategy.html", {**context, **brief(request, version, edits=edits)})
