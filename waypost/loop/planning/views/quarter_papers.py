from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.planning import queries, sources
from waypost.loop.planning.domain.apportion import normalised
from waypost.loop.planning.domain.calendar import Filters, Period
from waypost.loop.planning.domain.quarter_sheet import Line, Printed, quarter_sheet
from waypost.loop.planning.models import Quarter
from waypost.loop.planning.views.quarter_page import goals_of
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.queries import current_version
from waypost.ui.paper.press import pdf

WORDS = {
    Quarter.State.DRAFT: "A draft",
    Quarter.State.OPEN: "The plan as it stands",
    Quarter.State.CLOSED: "Closed",
}


@page("plan.see")
def quarter_pdf(request: WorkspaceRequest, quarter_id: int) -> HttpResponse:
    """A quarter set for paper: for a client, or for the wall."""
    found = get_object_or_404(queries.quarters(request.access), pk=quarter_id)
    answer = HttpResponse(pdf(quarter_sheet(_printed(request, found))), content_type="application/pdf")
    name = f"{request.workspace.slug}-{found.starts_on:%Y-%m-%d}-plan.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _printed(request: WorkspaceRequest, quarter: Quarter) -> Printed:
    workspace, access = request.workspace, request.access
    version = current_version(workspace.pk)
    first_on, last_on = quarter.starts_on, quarter.ends_on
    off = queries.days_off(workspace.pk, first_on, last_on)
    goals = goals_of(access, workspace, version, quarter, off) if version else []
    return Printed(
        brand=workspace.name,
        name=f"Plan for {quarter.name}",
        note=f"{WORDS[Quarter.State(quarter.state)]} on {date_format(workspace.today, 'j F Y')}",
        first_on=first_on,
        last_on=last_on,
        plan=quarter.plan,
        pillars=_pillars(version.strategy) if version else (),
        campaigns=[
            (each.name, each.starts_on, each.ends_on)
            for each in queries.campaigns_between(access, first_on, last_on)
        ],
        goals=[drawn.goal for drawn in goals],
        lines=_lines(request, quarter, version.strategy if version else None),
        off=off,
        holidays=queries.holidays(workspace, first_on, last_on),
        currency=workspace.currency,
        suggested=[(each.title, each.looks_like.word) for each in queries.suggested_from(access, quarter)],
    )


def _pillars(strategy: Strategy) -> list[tuple[str, int, float]]:
    shares = normalised({pillar.key: pillar.share for pillar in strategy.pillars})
    return [
        (pillar.label, pillar.hue, float(shares[pillar.key]))
        for pillar in strategy.pillars
        if pillar.key in shares
    ]


def _lines(request: WorkspaceRequest, quarter: Quarter, strategy: Strategy | None) -> list[Line]:
    """What the calendar shows of these days; a draft has no places of its own yet, and prints what it would lay."""
    if quarter.is_draft:
        return _drafted(request, quarter, strategy)
    period = Period(quarter.starts_on, quarter.ends_on)
    items = sources.items(request.access, request.workspace, period, Filters())
    return [
        Line(item.local, ", ".join(channel.name for channel in item.channels), _what(item.title, item.pillar))
        for item in items
    ]


def _drafted(request: WorkspaceRequest, quarter: Quarter, strategy: Strategy | None) -> list[Line]:
    preview = queries.preview(request.workspace, quarter.starts_on, quarter.ends_on, ())
    if preview is None or strategy is None:
        return []
    labels = {pillar.key: pillar.label for pillar in strategy.pillars}
    return [
        Line(slot.local, preview.names[slot.channel], labels.get(slot.pillar or "", "Open for the day"))
        for slot in preview.slots
    ]


def _what(title: str, pillar: str) -> str:
    return title if not pillar or title == pillar else f"{title} ({pillar})"
