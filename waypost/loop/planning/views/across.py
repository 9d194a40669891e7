"""The weeks of all the brands that somebody works for, under each other. Each brand draws its own, behind its own gate."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import accesses
from waypost.loop.planning import moving, sources
from waypost.loop.planning.domain.calendar import period_of
from waypost.loop.planning.domain.sheet import SHOWN, Around, lay_sheet
from waypost.loop.planning.edges import edging
from waypost.loop.planning.forms import MoveForm
from waypost.loop.planning.queries import free_days
from waypost.loop.planning.slips import drawings
from waypost.loop.planning.views.asked import Asked
from waypost.loop.planning.views.rows import draw_names, draw_week
from waypost.loop.planning.views.sheet import Paper
from waypost.networks import registry
from waypost.ui.addresses import reverse

WEEK = timedelta(days=7)
MOVING = ("plan.edit", "post.schedule")
"""What lets somebody move slots, and posts."""


@dataclass(frozen=True)
class BrandRow:
    """A brand's row: where its week is got, also after something in it was moved, and its own calendar."""

    name: str
    week: str
    calendar: str

    @classmethod
    def of(cls, brand: Workspace, day: date) -> "BrandRow":
        at = {"workspace": brand.slug}
        week = f"{reverse('planning:brand_week', kwargs=at)}?day={day.isoformat()}"
        return cls(
            brand.name, week, f"{reverse('planning:calendar', kwargs=at)}?view=week&day={day.isoformat()}"
        )


@page("plan.see")
def brands(request: WorkspaceRequest) -> HttpResponse:
    """A week of every brand of this person; each row is asked of its brand once it comes into view."""
    asked = Asked.read(request.GET, request.workspace.today)
    period = period_of("week", asked.anchor)
    sheet = lay_sheet("week", asked.anchor, [], today=request.workspace.today)
    mine = accesses(request.actor)
    context = {
        "rows": [BrandRow.of(brand, period.first_on) for brand, _access in mine],
        "may_move": any(access.may(verb) for _brand, access in mine for verb in MOVING),
        "move_form": MoveForm(auto_id="move_%s"),
        "first_on": period.first_on,
        "last_on": period.last_on,
        "before": period.first_on - WEEK,
        "after": period.first_on + WEEK,
        "names": draw_names(sheet.days),
        "drawings": drawings(registry.names()),
    }
    return render(request, "planning/calendar_brands.html", context)


@page("plan.see")
def brand_week(request: WorkspaceRequest) -> HttpResponse:
    """One brand's week as a row; without a script, its week in the calendar."""
    workspace = request.workspace
    at = {"workspace": workspace.slug}
    asked = Asked.read(request.GET, workspace.today)
    calendar = reverse("planning:calendar", kwargs=at)
    href = f"{calendar}?{asked.on(asked.anchor, 'week').query}"
    if not request.headers.get("HX-Request"):
        return redirect(href)
    period = period_of("week", asked.anchor)
    items = sources.items(request.access, workspace, period, asked.filters)
    free = free_days(workspace, period.first_on, period.last_on)
    around = Around(free.off, free.holidays)
    sheet = lay_sheet(
        "week",
        asked.anchor,
        items,
        today=workspace.today,
        around=around,
        most=SHOWN["channels"],
        opened=asked.opened,
    )
    day_href = reverse("planning:calendar_day", kwargs=at)
    paper = Paper(workspace.today, calendar, day_href, None, asked.filter_query, edging(asked.colour, []))
    context = {
        "week": draw_week(sheet.days, paper),
        "total": len(items),
        "open_count": sum(item.is_open for item in items),
        "href": href,
        "undo": moving.undo_of(request),
        "undo_brand": workspace.name,
        "back": f"{request.path}?day={asked.anchor.isoformat()}{asked.filter_query}",
    }
    return render(request, "planning/brand_week.html", context)
