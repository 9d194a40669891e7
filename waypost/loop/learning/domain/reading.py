"""Makes rows of results: what a post brought, and what it was."""

from collections import deque
from collections.abc import Sequence
from datetime import timedelta

from waypost.loop.analytics.domain.results import PostResult
from waypost.loop.learning.domain.measure import Measure
from waypost.loop.learning.domain.rows import Row

YOUNGEST_HOURS = 48.0
"""A younger post has not shown yet what it brings."""
WEEK, CROWDED = timedelta(days=7), timedelta(days=3)


def rows_of(results: Sequence[PostResult], measure: Measure) -> list[Row]:
    """Give a row for each result that is old enough and has the measure; `results` stand in order of time."""
    if not results:
        return []
    start = results[0].local
    before: deque[PostResult] = deque()
    rows = []
    for result in results:
        while before and before[0].local < result.local - WEEK:
            before.popleft()
        count = measure.of(result.counts)
        if count is not None and result.age_hours >= YOUNGEST_HOURS:
            rows.append(_row(result, count, before, (result.local - start) / timedelta(days=1)))
        before.append(result)
    return rows


def _row(result: PostResult, count: int, before: "deque[PostResult]", day: float) -> Row:
    pillar = result.pillar or ""
    return Row(
        count=count,
        pillar=pillar,
        format=result.format,
        channel=result.channel_key,
        weekday=result.local.weekday(),
        hour=result.local.hour + result.local.minute / 60,
        day=round(day, 3),
        age_hours=round(result.age_hours, 1),
        repeats=sum(bool(pillar) and other.pillar == pillar for other in before),
        crowd=sum(
            other.channel_id == result.channel_id and other.local >= result.local - CROWDED
            for other in before
        ),
    )
