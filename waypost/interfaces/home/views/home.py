from django.http import HttpResponse
from django.shortcuts import render

from waypost.foundation.processes import queries as processes
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.interfaces.home.today import changes, loop_today, needs
from waypost.loop.publishing.queries import nobody_sends


@page("workspace.see")
def home(request: WorkspaceRequest) -> HttpResponse:
    """The loop with today's truth at each stage, what needs this person, what changed."""
    waiting = needs(request.access, request.workspace)
    return render(
        request,
        "home/home.html",
        {
            "stops": loop_today(request.access, request.workspace),
            "needs": waiting,
            "changes": changes(request.workspace, request.access),
            "limits": processes.limits() if request.access.may("workspace.edit") else [],
            "silent": nobody_sends(),
            "today": request.workspace.today,
            "may_draft": request.access.may("post.draft"),
        },
    )
