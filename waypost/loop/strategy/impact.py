"""Later stages say here what a new version would touch; the page that accepts it shows their answers."""

from collections.abc import Callable

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.impact import Touched

Source = Callable[[Access, Workspace, Strategy | None, Strategy], list[Touched]]
"""source(access, workspace, before, after): what goes from `before` (None: nothing yet) to `after` touches."""

_sources: list[Source] = []


def register(source: Source) -> Source:
    """Add a source, at import of a later stage's panels or tasks; also as a decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def touched(access: Access, workspace: Workspace, before: Strategy | None, after: Strategy) -> list[Touched]:
    """Ask every source; what touches nothing is left out."""
    found = [item for source in _sources for item in source(access, workspace, before, after)]
    return [item for item in found if item.count]
