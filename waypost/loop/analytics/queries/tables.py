"""Posts of a span, grouped: one query that every table of the page is put together from."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Aggregate, Count, QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.analytics.domain.columns import ENGAGING
from waypost.loop.analytics.domain.heaps import SHOWN, Heap
from waypost.loop.analytics.domain.metrics import BY_KEY, Definition
from waypost.loop.analytics.domain.spans import Span
from waypost.loop.analytics.models import Measured
from waypost.loop.analytics.queries.days import parts_sum
from waypost.loop.analytics.queries.measured import measured
from waypost.networks.contract import Metric

Key = tuple[int | None, int, str]
"""A pillar's id, a channel's, and a format."""
Named = tuple[int, str, int]
"""A pillar's id, label and hue."""


def within(rows: QuerySet[Measured], span: Span) -> QuerySet[Measured]:
    """Those that went out on days of the span."""
    return rows.filter(local_on__range=(span.first_on, span.last_on))


def grouped(access: Access, span: Span) -> tuple[dict[Key, Heap], list[Named]]:
    """What the posts that went out in `span` have brought so far, by pillar, channel and format; and those pillars."""
    found = _GROUPED.raw(access, first=span.first_on, last=span.last_on)
    heaps = {(row[0], row[3], row[4]): _heap(row[5:], _DEFINITIONS) for row in found}
    pillars = {(row[0], row[1], row[2]) for row in found if row[0] is not None}
    return heaps, sorted(pillars)


def _grouped(access: Access, first: date, last: date) -> QuerySet[Measured, tuple[Any, ...]]:
    rows = measured(access).filter(local_on__gte=first, local_on__lte=last).order_by()
    names = ("pillar_id", "pillar__label", "pillar__hue", "channel_id", "format")
    return rows.values_list(*names).annotate(**sums_of(_DEFINITIONS))


def heap_of(rows: QuerySet[Measured], definitions: Sequence[Definition]) -> Heap:
    """All of these posts as one heap, for any metrics; one query."""
    sums = sums_of(definitions)
    found = rows.order_by().aggregate(**sums)
    return _heap([found[name] for name in sums], definitions)


def heap_in(row: Sequence[Any] | None, definitions: Sequence[Definition]) -> Heap:
    """The heap in a row of sums; without a row, of no posts."""
    return _heap(row or [0, 0] + [None] * (len(sums_of(definitions)) - 2), definitions)


def sums_of(definitions: Sequence[Definition]) -> dict[str, Aggregate]:
    """How many posts and native ones, then for each metric its parts, then for each what divides them."""
    sums: list[Aggregate] = [Count("pk"), Count("native_id")]
    sums += [parts_sum(each, _column(each)) for each in definitions]
    sums += [parts_sum(each, _column(each), of=_divisor(each)) for each in definitions if each.is_rate]
    return {f"sum_{number}": each for number, each in enumerate(sums)}


def _column(definition: Definition) -> str:
    """Where a post keeps a metric's parts."""
    return "engagements" if definition.parts == ENGAGING else definition.parts[0].value


def _divisor(definition: Definition) -> str:
    """The column that a post's value is divided by; posts themselves are counted anyway."""
    return definition.by.value if isinstance(definition.by, Metric) else "followers"


def _heap(row: Sequence[Any], definitions: Sequence[Definition]) -> Heap:
    keys, divided = _shape(tuple(definitions))
    numbers = [value if value is None or type(value) is int else float(value) for value in row]
    wholes: list[float] = [0.0] * len(keys)
    for place, value in zip(divided, numbers[2 + len(keys) :], strict=True):
        wholes[place] = value or 0.0
    return Heap(keys, row[0], row[1], numbers[2 : 2 + len(keys)], wholes)


@cache
def _shape(definitions: tuple[Definition, ...]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The keys of metrics, and the places of those that are divided by something."""
    keys = tuple(each.key for each in definitions)
    return keys, tuple(place for place, each in enumerate(definitions) if each.is_rate)


_DEFINITIONS = tuple(BY_KEY[key] for key in SHOWN)
_GROUPED = Prepared(_grouped, first=date, last=date)
