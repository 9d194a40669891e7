"""A later stage says here how the strategy in force goes; the page of the strategy shows it."""

from collections.abc import Callable, Mapping
from datetime import date

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.strategy.domain.progress import Progress
from waypost.loop.strategy.models import StrategyVersion

Source = Callable[[Access, Workspace, StrategyVersion, Mapping[str, date]], Progress]
"""source(access, workspace, version, starts): what is known of the goals and pillars of the version in force.

`starts` are the days on which its goals began, by key. A source asks the database seldom: the page has 15 questions.
"""

_sources: list[Source] = []


def register(source: Source) -> Source:
    """Add a source, at import of a later stage's panels; also as a decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def progress(
    access: Access, workspace: Workspace, version: StrategyVersion, starts: Mapping[str, date]
) -> Progress:
    """Ask every source, the last word counting; a version that is not in force has no progress."""
    asked = _sources if version.is_current else []
    found = [source(access, workspace, version, starts) for source in asked]
    return Progress(
        goals={key: standing for each in found for key, standing in each.goals.items()},
        shares={key: share for each in found for key, share in each.shares.items()},
        points_off=next((each.points_off for each in found if each.points_off is not None), None),
        href=next((each.href for each in found if each.href), ""),
    )
