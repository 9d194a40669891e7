from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.learning.actions import looks


@page("proposal.put")
@require_POST
def look(request: WorkspaceRequest) -> HttpResponse:
    """A look at the posts, now."""
    looks.ask(request.workspace, by=request.actor)
    messages.success(request, "The posts are being looked at. What they say is shown here in a moment.")
    return redirect("learning:insights", workspace=request.workspace.slug)
