"""What a span came to, added up once and kept while nothing changes: a year of a busy brand takes a while to add up."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.analytics.domain.heaps import Heap
from waypost.loop.analytics.domain.spans import Span
from waypost.loop.analytics.queries.days import Sums, gained
from waypost.loop.analytics.queries.posts import Line, best_of
from waypost.loop.analytics.queries.tables import Key, Named, grouped

Stamps = tuple[str, ...]
"""What changes whenever a result does: the stamps of the reader's channels, and the versions of the strategy."""


@dataclass(frozen=True)
class Period:
    """The posts of a span in heaps, with their pillars and the best of them; what all posts gained in it and before."""

    heaps: Mapping[Key, Heap]
    pillars: list[Named]
    sums: Mapping[str, Sums]
    best: Line | None


@lru_cache(maxsize=128)
def period(access: Access, span: Span, keys: tuple[str, ...], stamps: Stamps) -> Period:
    """What a span came to. The stamps must have been read before: then what is kept is never older than they are."""
    heaps, pillars = grouped(access, span)
    sums = gained(access, keys, span.before.first_on, span.last_on)
    return Period(heaps, pillars, sums, best_of(access, span))
