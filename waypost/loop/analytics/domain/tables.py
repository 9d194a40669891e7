"""A table of results before it is drawn: groups of posts by what they have in common."""

from collections.abc import Mapping
from dataclasses import dataclass

from waypost.loop.analytics.domain.heaps import Heap, KeyT, by, columns, heaped
from waypost.loop.analytics.domain.metrics import Definition


@dataclass(frozen=True)
class Group:
    """What rows of a table stand for: a name, a colour (0: none), a network's mark, and how to open it."""

    name: str
    opens: Mapping[str, object]
    hue: int = 0
    network: str = ""


@dataclass(frozen=True)
class Table:
    """Groups with their heaps, most posts first, the metrics of which anything is known, and the sum of all."""

    key: str
    title: str
    head: str
    rows: tuple[tuple[Group, Heap], ...]
    columns: tuple[Definition, ...]
    total: Heap


def table(
    key: str,
    title: str,
    head: str,
    heaps: Mapping[KeyT, Heap],
    position: int,
    groups: Mapping[object, Group],
) -> Table:
    """Put heaps together by one part of their key; groups that nobody named are left out."""
    found = [(groups[value], heap) for value, heap in by(heaps, position).items() if value in groups]
    rows = sorted(found, key=lambda row: (-row[1].posts, row[0].name))
    total = heaped(heap for _group, heap in rows)
    return Table(key, title, head, tuple(rows), tuple(columns([total])), total)
