from dataclasses import asdict

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.interfaces.home.places import found


@page("workspace.see")
def search(request: WorkspaceRequest) -> HttpResponse:
    """Everything that can be gone to: pages, posts, people, actions. JSON for the palette, a page otherwise."""
    words = request.GET.get("q", "").strip()
    places = found(request.access, request.workspace, words)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse([asdict(place) for place in places], safe=False)
    return render(request, "home/search.html", {"words": words, "places": places})
