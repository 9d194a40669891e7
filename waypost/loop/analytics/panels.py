"""What results show elsewhere: on a post's page, on a sent post's page, and on the page of the strategy."""

from typing import Any

from django.http import HttpRequest

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.analytics.queries.one import measured_of, measured_publication
from waypost.loop.analytics.sheet import Sheet
from waypost.loop.content.models import Post
from waypost.loop.publishing.models import Publication
from waypost.ui.panels import panel


@panel("post")
def results_of_post(request: HttpRequest, post: Post) -> tuple[str, dict[str, Any]] | None:
    """What became of a post, channel by channel."""
    access: Access = request.access  # type: ignore[attr-defined]
    sheets = [Sheet(row) for row in measured_of(access, post)]
    return ("analytics/post_panel.html", {"sheets": sheets}) if sheets else None


@panel("publication")
def results_of_publication(
    request: HttpRequest, publication: Publication
) -> tuple[str, dict[str, Any]] | None:
    """What became of what was sent."""
    access: Access = request.access  # type: ignore[attr-defined]
    if not publication.is_published or publication.post.is_answer or not publication.remote_id:
        return None
    row = measured_publication(access, publication)
    return "analytics/publication_panel.html", {"sheet": Sheet(row) if row else None}
