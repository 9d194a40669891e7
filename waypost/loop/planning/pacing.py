"""Who knows how goals went, day by day. A later stage registers a source in its panels.py; the page of a quarter asks.

A source gets the reader's access, the workspace, the version in force and the days on which its goals began, by key;
it asks the database seldom, for the page has fifteen questions, and says only what the reader may see.
"""

from collections.abc import Callable, Mapping
from datetime import date

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.planning.domain.goal_weeks import Known
from waypost.loop.strategy.models import StrategyVersion

Source = Callable[[Access, Workspace, StrategyVersion, Mapping[str, date]], Mapping[str, Known]]

_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Add a source; usable as a decorator. A second registration of the same one replaces the first."""
    _sources[f"{source.__module__}.{source.__qualname__}"] = source
    return source


def known(
    access: Access, workspace: Workspace, version: StrategyVersion, starts: Mapping[str, date]
) -> dict[str, Known]:
    """What is known of each goal, by key; the last word counts."""
    found = [source(access, workspace, version, starts) for source in _sources.values()]
    return {key: each for answer in found for key, each in answer.items()}
