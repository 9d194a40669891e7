"""Tomorrow's check: what is due within a day, and each thing that will not go out with the place where it is mended."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.publishing import queries
from waypost.loop.publishing.domain.forecast import Due, Obstacle, Remedy
from waypost.loop.publishing.queries.tomorrow import forecast
from waypost.loop.publishing.views.alerts import alerts_for
from waypost.ui.addresses import reverse


@dataclass(frozen=True)
class Mend:
    """An obstacle with the link to its fix."""

    obstacle: Obstacle
    href: str


@dataclass(frozen=True)
class Going:
    """What will go out, with its page."""

    due: Due
    href: str


@page("publication.see")
@require_safe
def tomorrow(request: WorkspaceRequest) -> HttpResponse:
    """Everything due in the next 24 hours: what will not go out as things stand, and what will."""
    found, slug = forecast(request.access), request.workspace.slug
    context = {
        "forecast": found,
        "mends": [Mend(obstacle, _href(obstacle, slug)) for obstacle in found.obstacles],
        "going": [Going(due, _page_of(due.id, slug)) for due in found.going],
        "alerts": alerts_for(request, late=queries.lateness(request.access).count()),
    }
    return render(request, "publishing/tomorrow.html", context)


def _href(obstacle: Obstacle, slug: str) -> str:
    at = {"workspace": slug}
    match obstacle.remedy:
        case Remedy.LOOK:
            assert obstacle.publication_id is not None
            return _page_of(obstacle.publication_id, slug)
        case Remedy.CONNECT:
            return reverse("channels:channel", kwargs={**at, "channel_id": obstacle.channel_id})
        case Remedy.APPROVE:
            return reverse("content:approval", kwargs={**at, "post_id": obstacle.post_id})
        case Remedy.WRITE:
            return reverse("content:post", kwargs={**at, "post_id": obstacle.post_id})
        case Remedy.NOTICES:
            return f"{reverse('notices:notices', kwargs=at)}#devices"


def _page_of(publication_id: int, slug: str) -> str:
    return reverse("publishing:publication", kwargs={"workspace": slug, "publication_id": publication_id})
