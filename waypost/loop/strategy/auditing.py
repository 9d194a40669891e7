"""A later stage says here what was posted on the connected channels; an audit begins from it."""

from collections.abc import Callable, Mapping
from datetime import date

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.strategy.domain.audit import Activity

Source = Callable[[Access, date, date], Mapping[int, Activity]]
"""source(access, since, until): what was posted on channels, by their ids; the last post may be older than `since`."""

_sources: list[Source] = []


def register(source: Source) -> Source:
    """Add a source, at import of a later stage's panels; also as a decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def activity(access: Access, since: date, until: date) -> dict[int, Activity]:
    """Ask every source, the last word counting."""
    return {channel: found for source in _sources for channel, found in source(access, since, until).items()}
