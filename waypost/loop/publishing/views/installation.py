from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.publishing.actions import installation


@page("publication.see")
@require_POST
def release(request: WorkspaceRequest) -> HttpResponse:
    """Let a restored or copied installation publish again."""
    installation.release(request.workspace, by=request.actor)
    messages.success(request, "Released. Waypost looks for what may be out already before it sends anything.")
    return redirect("publishing:queue", workspace=request.workspace.slug)
