"""What creators show on the strategy's page: the way to them."""

from typing import Any

from django.http import HttpRequest

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.strategy.models import StrategyVersion
from waypost.ui.panels import panel


@panel("strategy-links")
def creators_of(request: HttpRequest, version: StrategyVersion) -> tuple[str, dict[str, Any]] | None:
    """The list of creators, for those who may see it; a solo brand meets it once its strategy speaks of creators."""
    access: Access = request.access  # type: ignore[attr-defined]
    workspace: Workspace = request.workspace  # type: ignore[attr-defined]
    is_wanted = not workspace.is_solo or bool(version.strategy.creator_criteria.criteria)
    return ("promotion/strategy_link.html", {}) if is_wanted and access.may("creator.see") else None
