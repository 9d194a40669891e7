"""The posts behind a goal, and what they brought: questions that are compiled once for each metric."""

from datetime import date
from functools import cache, partial
from typing import Any

from django.db.models import QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.analytics.domain.heaps import Heap
from waypost.loop.analytics.domain.metrics import BY_KEY, Definition
from waypost.loop.analytics.domain.spans import Span
from waypost.loop.analytics.models import Measured
from waypost.loop.analytics.queries.measured import measured
from waypost.loop.analytics.queries.posts import Line, in_order, lines_in, lines_of_rows
from waypost.loop.analytics.queries.tables import heap_in, sums_of, within
from waypost.loop.content.models import Post

SHOWN = 10


def most_of(access: Access, span: Span, key: str, goal: str | None = None) -> list[Line]:
    """The posts of a span that brought the most of a metric; of all, or of those that were made for a goal."""
    return lines_of_rows(_most_of(key).rows(access, first=span.first_on, last=span.last_on, goal=goal))


def brought(access: Access, span: Span, definition: Definition, goal: str | None = None) -> Heap:
    """What the posts of a span brought of a metric; all of them, or those that were made for a goal."""
    row = _brought(definition.key).first(access, first=span.first_on, last=span.last_on, goal=goal)
    return heap_in(row, [definition])


@cache
def _most_of(key: str) -> Prepared[tuple[Any, ...]]:
    return Prepared(partial(_in_order, key), first=date, last=date, goal=str)


@cache
def _brought(key: str) -> Prepared[tuple[Any, ...]]:
    return Prepared(partial(_summed, key), first=date, last=date, goal=str)


def _in_order(
    key: str, access: Access, first: date, last: date, goal: str | None
) -> QuerySet[Measured, tuple[Any, ...]]:
    """They are found before anything is joined to them."""
    most = in_order(_posts(access, first, last, goal), key).values("pk")[:SHOWN]
    return lines_in(in_order(Measured.objects.filter(pk__in=most), key))


def _summed(
    key: str, access: Access, first: date, last: date, goal: str | None
) -> QuerySet[Measured, tuple[Any, ...]]:
    sums = sums_of([BY_KEY[key]])
    rows = _posts(access, first, last, goal).order_by()
    return rows.values("workspace_id").annotate(**sums).values_list(*sums)


def _posts(access: Access, first: date, last: date, goal: str | None) -> QuerySet[Measured]:
    """By the goal's workspace, not the posts': so the database begins at the goal instead of at every post."""
    found = within(measured(access), Span(first, last))
    if goal is None:
        return found
    for_it = Post.objects.filter(goal__workspace_id=access.workspace_id, goal__key=goal)
    return found.filter(post__in=for_it.order_by())
