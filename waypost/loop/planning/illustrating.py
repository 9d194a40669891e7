"""Pictures beside ideas. A later stage that keeps pictures registers in its panels.py; the board asks each once.

A source gets the reader's access, the workspace and the ids of the ideas that are shown, makes one query, and answers
with the addresses of pictures for those that have any.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace

Source = Callable[[Access, Workspace, Collection[int]], Mapping[int, Sequence[str]]]

_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Add a source; usable as a decorator. A second registration of the same one replaces the first."""
    _sources[f"{source.__module__}.{source.__qualname__}"] = source
    return source


def pictures(access: Access, workspace: Workspace, idea_ids: Collection[int]) -> Mapping[int, Sequence[str]]:
    """The addresses of the pictures that came with these ideas; nothing of those that have none."""
    found: dict[int, Sequence[str]] = {}
    for source in _sources.values() if idea_ids else ():
        found |= source(access, workspace, idea_ids)
    return found
