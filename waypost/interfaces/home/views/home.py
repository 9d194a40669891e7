from django.http import HttpResponse
from django.shortcuts import render

from waypost.foundation.processes import queries as processes
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.interfaces.home.counted import count_today
from waypost.interfaces.home.facts import keep
from waypost.interfaces.home.today import SHOWN, changes, loop_today, needs
from waypost.loop.publishing.queries.tomorrow import forecast
from waypost.toolkit import clock


@page("workspace.see")
def home(request: WorkspaceRequest) -> HttpResponse:
    """The loop with today's truth at each stage, what needs this person, what changed."""
    access, workspace = request.access, request.workspace
    now = clock.now()
    counted, facts = count_today(access, workspace, now)
    keep(request, facts)
    ahead = forecast(access, now, unfinished=bool(counted.unfinished))
    found = needs(access, workspace, counted, ahead, facts)
    return render(
        request,
        "home/home.html",
        {
            "stops": loop_today(access, workspace, counted, ahead, facts),
            "needs": found[:SHOWN],
            "needs_more": len(found) > SHOWN,
            "changes": changes(request.access),
            "limits": processes.limits() if request.access.may("workspace.edit") else [],
            "silent": counted.nobody_sends,
            "today": request.workspace.today,
            "may_draft": request.access.may("post.draft"),
        },
    )
