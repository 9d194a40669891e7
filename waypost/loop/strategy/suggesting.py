"""Later stages say here what of theirs a change of the strategy can be suggested from: a brief, a post, a conversation."""

from collections.abc import Callable

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.strategy.domain.suggestion import About

Finder = Callable[[Access, int], About | None]
"""finder(access, id): what this is, for whoever may see it; None where there is no such thing."""

_finders: dict[str, Finder] = {}


def finds(kind: str) -> Callable[[Finder], Finder]:
    """Add who finds things of a kind, at import of a stage's panels."""

    def register(finder: Finder) -> Finder:
        _finders[kind] = finder
        return finder

    return register


def about(access: Access, kind: str, thing_id: int) -> About | None:
    """What somebody looks at; None where there is no such thing, or nothing can be suggested from it."""
    finder = _finders.get(kind)
    return finder(access, thing_id) if finder else None
