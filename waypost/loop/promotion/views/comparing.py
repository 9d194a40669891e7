from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.promotion import queries
from waypost.loop.promotion.domain.judging import Judged
from waypost.loop.promotion.domain.states import State
from waypost.loop.promotion.views.rows import Row, rows_of
from waypost.loop.strategy.domain.document.creators import Criterion
from waypost.loop.strategy.queries import current_strategy

SIDE_BY_SIDE = 5


@dataclass(frozen=True)
class Line:
    """One criterion with the marks of those who are compared, and which of these is the best."""

    criterion: Criterion
    marks: tuple[tuple[Judged, bool], ...]


@page("creator.see")
def comparison(request: WorkspaceRequest) -> HttpResponse:
    """Creators side by side: those that were ticked, or without a tick the shortlist."""
    ticked = [int(each) for each in request.GET.getlist("creator") if each.isdecimal() and len(each) < 18]
    found = queries.creators_in_full(request.access)
    found = found.filter(pk__in=ticked) if ticked else found.filter(state=State.SHORTLISTED)
    rows = rows_of(found, current_strategy(request.workspace.pk))
    shown = rows[:SIDE_BY_SIDE]
    context = {"rows": shown, "lines": _lines(shown), "more": len(rows) - len(shown)}
    return render(request, "promotion/comparison.html", context)


def _lines(rows: list[Row]) -> list[Line]:
    if not rows or rows[0].judgement is None:
        return []
    columns = [row.judgement.criteria for row in rows if row.judgement]
    lines = []
    for judged in zip(*columns, strict=True):
        best = max((each.marked.mark for each in judged if each.marked), default=None)
        marks = tuple((each, each.marked is not None and each.marked.mark == best) for each in judged)
        lines.append(Line(judged[0].criterion, marks))
    return lines
