"""Tomorrow's check: what is due within a day and will not go out, each with the place where that is mended."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.publishing import queries
from waypost.loop.publishing.queries import Obstacle, Remedy, listing
from waypost.loop.publishing.views.alerts import alerts_for


@dataclass(frozen=True)
class Mend:
    """An obstacle with the link to its fix."""

    obstacle: Obstacle
    href: str


@page("publication.see")
@require_safe
def tomorrow(request: WorkspaceRequest) -> HttpResponse:
    """Everything due in the next 24 hours that will not go out as things stand."""
    found = queries.tomorrows_check(request.access)
    context = {
        "mends": [Mend(obstacle, _href(obstacle, request.workspace.slug)) for obstacle in found],
        "due": listing.due_soon(request.access).count(),
        "alerts": alerts_for(request, late=queries.lateness(request.access).count()),
    }
    return render(request, "publishing/tomorrow.html", context)


def _href(obstacle: Obstacle, slug: str) -> str:
    at = {"workspace": slug}
    match obstacle.remedy:
        case Remedy.LOOK:
            return reverse("publishing:publication", kwargs={**at, "publication_id": obstacle.publication_id})
        case Remedy.CONNECT:
            return reverse("channels:channel", kwargs={**at, "channel_id": obstacle.channel_id})
        case Remedy.APPROVE:
            return reverse("content:approval", kwargs={**at, "post_id": obstacle.post_id})
        case Remedy.WRITE:
            return reverse("content:post", kwargs={**at, "post_id": obstacle.post_id})
