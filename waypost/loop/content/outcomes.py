"""What became of approved posts, for lists of posts. A later stage registers itself in its panels.py.

A source gets the reader's access and the ids of posts, makes one query, and answers for those it knows of.
"""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.planning.domain.calendar import Shape


class Outcome(NamedTuple):
    """How it is said and drawn: a word, its tone and shape."""

    word: str
    tone: str
    shape: Shape


Source = Callable[[Access, Collection[int]], Mapping[int, Outcome]]

_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Add a source; usable as a decorator. A second registration of the same one replaces the first."""
    _sources[f"{source.__module__}.{source.__qualname__}"] = source
    return source


def outcomes(access: Access, post_ids: Collection[int]) -> dict[int, Outcome]:
    """What is known of these posts; nothing of those that no later stage knows."""
    found: dict[int, Outcome] = {}
    for source in _sources.values() if post_ids else ():
        found |= source(access, post_ids)
    return found
