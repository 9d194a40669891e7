"""One post: its numbers as far as its network says them, and how they grew."""

from datetime import date, datetime, time
from itertools import pairwise
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.analytics.domain.marks import Mark, flags_of
from waypost.loop.analytics.domain.metrics import BY_KEY
from waypost.loop.analytics.domain.spans import Span
from waypost.loop.analytics.models import Measured
from waypost.loop.analytics.queries.marks import marks_on
from waypost.loop.analytics.queries.one import Said, readings_of, whole
from waypost.loop.analytics.sheet import Sheet
from waypost.loop.analytics.views import charts
from waypost.loop.analytics.views.exports import as_file
from waypost.toolkit import clock
from waypost.ui.charts import Chart
from waypost.ui.nav import Tab

GROWING = (
    "impressions",
    "reach",
    "engagements",
    "likes",
    "comments",
    "shares",
    "saves",
    "clicks",
    "conversions",
)


@page("results.see")
@require_safe
def measured(request: WorkspaceRequest, measured_id: int) -> HttpResponse:
    """What became of one post on one channel."""
    row = get_object_or_404(whole(request.access), pk=measured_id)
    said = readings_of(row)
    context = {
        "row": row,
        "sheet": Sheet(row),
        **_growth(request, row, said),
        "readings": len(said),
        "falls": falls(said),
    }
    return render(request, "analytics/measured.html", context)


@page("results.see")
@require_safe
def readings_file(request: WorkspaceRequest, measured_id: int) -> HttpResponse:
    """Every reading of one post as a file."""
    row = get_object_or_404(whole(request.access), pk=measured_id)
    said = readings_of(row)
    metrics = [
        BY_KEY[key] for key in GROWING if any(BY_KEY[key].of(counts) is not None for _at, counts in said)
    ]
    rows = (
        [f"{request.workspace.local(at):%Y-%m-%d %H:%M}", *(_whole(metric.of(counts)) for metric in metrics)]
        for at, counts in said
    )
    return as_file(f"readings-{row.pk}", ["Read", *(metric.label for metric in metrics)], rows)


def falls(said: list[Said]) -> list[str]:
    """The counters that the network set back, by name: they are shown with the larger number."""
    found = []
    for key in ("impressions", "reach", "clicks", "video-views", "conversions"):
        values = [value for _at, counts in said if (value := BY_KEY[key].of(counts)) is not None]
        if any(later < earlier for earlier, later in pairwise(values)):
            found.append(BY_KEY[key].label.lower())
    return found


def _growth(request: WorkspaceRequest, row: Measured, said: list[Said]) -> dict[str, Any]:
    known = [key for key in GROWING if any(BY_KEY[key].of(counts) is not None for _at, counts in said)]
    if len(said) < 2 or not known:
        return {"chart": None}
    asked = request.GET.get("metric", "")
    key = asked if asked in known else known[0]
    metric = BY_KEY[key]
    marks = _marks(request, row, said)
    chart: Chart = charts.growth(
        f"{metric.label} as the post grew older",
        metric,
        [(at, metric.of(counts)) for at, counts in said],
        row.published_at,
        [(_start_of(request, on), letter) for on, letter in flags_of(marks)],
    )
    tabs = [Tab(BY_KEY[each].label, f"?metric={each}#growth", current=each == key) for each in known]
    return {"chart": chart, "metrics": tabs, "marks": marks}


def _marks(request: WorkspaceRequest, row: Measured, said: list[Said]) -> list[Mark]:
    """What changed on the network of a post while it was read."""
    workspace = request.workspace
    span = Span(workspace.local(row.published_at).date(), workspace.local(said[-1][0]).date())
    return marks_on(request.access, workspace, span, [(row.channel_id, row.channel.network)])


def _start_of(request: WorkspaceRequest, on: date) -> datetime:
    return clock.to_utc(datetime.combine(on, time()), request.workspace.timezone)


def _whole(value: float | None) -> str:
    return "" if value is None else str(int(value))
