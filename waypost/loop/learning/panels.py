"""What learning tells the pages of the strategy: what can be expected of a change, and where proposals are decided."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.learning.domain.measure import measures_of
from waypost.loop.learning.queries import agreed_next, open_meeting
from waypost.loop.strategy import expecting
from waypost.loop.strategy.domain.document import Strategy
from waypost.ui.panels import panel


@expecting.measures_by
def counts_of_posts(strategy: Strategy) -> Sequence[tuple[str, str]]:
    """The counts by which learning tells what a change brought, those of the goals first."""
    return [(measure.key, measure.per_post) for measure in measures_of(strategy)]


@panel("proposals")
def where_they_are_decided(request: HttpRequest, workspace: Workspace) -> tuple[str, dict[str, Any]]:
    """The review in which proposals are decided one by one."""
    found = {"open": open_meeting(workspace.pk), "next_on": agreed_next(workspace.pk)}
    return "learning/proposals_panel.html", {**found, "workspace": workspace}
