"""Posts of a span, grouped: one query that every table of the page is put together from."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, QuerySet

from waypost.loop.analytics.domain.heaps import SHOWN, Heap
from waypost.loop.analytics.domain.metrics import BY_KEY, Definition
from waypost.loop.analytics.domain.spans import Span
from waypost.loop.analytics.models import Measured
from waypost.loop.analytics.queries.days import parts_sum
from waypost.networks.contract import Metric

Key = tuple[int | None, int, str]
"""A pillar's id, a channel's, and a format."""
Named = tuple[int, str, int]
"""A pillar's id, label and hue."""


def within(rows: QuerySet[Measured], span: Span) -> QuerySet[Measured]:
    """Those that went out on days of the span."""
    return rows.filter(local_on__range=(span.first_on, span.last_on))


def grouped(rows: QuerySet[Measured], span: Span) -> tuple[dict[Key, Heap], list[Named]]:
    """What the posts that went out in `span` have brought so far, by pillar, channel and format; and those pillars."""
    definitions = [BY_KEY[key] for key in SHOWN]
    names = ("pillar_id", "channel_id", "format", "pillar__label", "pillar__hue")
    counts = {"posts": Count("pk"), "natives": Count("native_id")}
    found = list(within(rows, span).order_by().values(*names).annotate(**counts, **_sums(definitions)))
    heaps = {(row["pillar_id"], row["channel_id"], row["format"]): _heap(row, definitions) for row in found}
    pillars = {
        (row["pillar_id"], row["pillar__label"], row["pillar__hue"]) for row in found if row["pillar_id"]
    }
    return heaps, sorted(pillars)


def heap_of(rows: QuerySet[Measured], definitions: Sequence[Definition]) -> Heap:
    """All of these posts as one heap, for any metrics; one query."""
    counts = {"posts": Count("pk"), "natives": Count("native_id")}
    return _heap(rows.order_by().aggregate(**counts, **_sums(definitions)), definitions)


def _sums(definitions: Sequence[Definition]) -> dict[str, Any]:
    sums: dict[str, Any] = {}
    for number, definition in enumerate(definitions):
        sums[f"part_{number}"] = parts_sum(definition)
        if definition.is_rate:
            sums[f"whole_{number}"] = parts_sum(definition, F(_divisor(definition)))
    return sums


def _divisor(definition: Definition) -> str:
    """The column that a post's value is divided by; posts themselves are counted anyway."""
    if isinstance(definition.by, Metric):
        return definition.by.value
    return "followers"


def _heap(row: dict[str, Any], definitions: Sequence[Definition]) -> Heap:
    sums = {
        definition.key: (_number(row[f"part_{number}"]), _number(row.get(f"whole_{number}")) or 0.0)
        for number, definition in enumerate(definitions)
    }
    return Heap(row["posts"], row["natives"], sums)


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
