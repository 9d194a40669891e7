"""What home shows on other pages: the way to take a brand away, beside its settings."""

from typing import Any

from django.http import HttpRequest

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import unpacking_of
from waypost.interfaces.home import drawing
from waypost.ui.panels import panel


@panel("settings")
def take_away(request: HttpRequest, workspace: Workspace) -> tuple[str, dict[str, Any]]:
    """The brand as a file, and as a model for another one."""
    access: Access = request.access  # type: ignore[attr-defined]
    staying = drawing.videos_that_stay(access, workspace)
    context = {"workspace": workspace, "unpacking": unpacking_of(access), "staying": staying}
    return "home/take_away_panel.html", context
