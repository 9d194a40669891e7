"""A later stage says here when posts of the past went out, by channel; posting times are worked out from it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from waypost.foundation.workspaces.domain.access import Access

Source = Callable[[Access, datetime], Mapping[int, Sequence[datetime]]]
"""source(access, since): the moments at which posts went out on each channel, by its id."""

_sources: list[Source] = []


def register(source: Source) -> Source:
    """Add a source, at import of a later stage's panels; also as a decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def moments(access: Access, since: datetime) -> dict[int, list[datetime]]:
    """What every source says, together."""
    found: dict[int, list[datetime]] = {}
    for source in _sources:
        for channel, said in source(access, since).items():
            found.setdefault(channel, []).extend(said)
    return found
