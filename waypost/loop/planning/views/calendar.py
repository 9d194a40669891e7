from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString

from waypost.foundation.channels.queries import NamedChannel, named_channels
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.planning import moving, sources
from waypost.loop.planning.domain.calendar import CalendarItem, ChannelMark, Period, period_of
from waypost.loop.planning.domain.sheet import Around, Run, Sheet, folded, lay_sheet, rows_of
from waypost.loop.planning.edges import Stage, edging, legend, stages_of
from waypost.loop.planning.forms import MoveForm
from waypost.loop.planning.queries import (
    CampaignDays,
    campaigns_between,
    free_days,
    ideas_to_place,
    key_days,
)
from waypost.loop.planning.slips import drawings
from waypost.loop.planning.views import choices, meters, rows
from waypost.loop.planning.views.asked import Asked
from waypost.loop.planning.views.sheet import WEEKDAYS, Paper, draw_days, draw_slips
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.queries import current_strategy, pillar_names
from waypost.ui.addresses import reverse
from waypost.ui.nav import Tab


@page("plan.see")
def calendar(request: WorkspaceRequest) -> HttpResponse:
    """Everything that has a time in it: by month, week, day, as a list, or by channel."""
    workspace, access = request.workspace, request.access
    asked = Asked.read(request.GET, workspace.today)
    period = period_of(asked.view, asked.anchor)
    items = sources.items(access, workspace, period, asked.filters)
    running = campaigns_between(access, period.first_on, period.last_on, chosen=asked.filters.campaign_id)
    around = _around(request, period, running)
    sheet = lay_sheet(
        asked.view, asked.anchor, items, today=workspace.today, around=around, opened=asked.opened
    )
    strategy, mine = current_strategy(workspace.pk), named_channels(access)
    stages = _stages(asked, strategy)
    chosen = choices.Choices(mine, pillar_names(access), running, strategy, workspace.is_solo)
    context = {
        "asked": asked,
        "period": period,
        "heading": _heading(asked, period),
        "sheet": _drawn(sheet, items, mine, _paper(request, asked, stages)),
        "drawings": drawings(channel.network for channel in mine),
        "day_names": WEEKDAYS if asked.view in ("month", "week") else (),
        "total": len(items),
        "open_count": sum(item.is_open for item in items),
        "tabs": _tabs(asked, workspace.today, has_channels=len(mine) > 1),
        "filters": chosen.first(asked),
        "more_filters": chosen.more(asked),
        "narrowed": choices.narrowed(asked),
        "legend": legend(asked.colour, stages),
        "campaigns": running,
        "has_place": _has_place(request, items),
        "may_plan": access.may("plan.edit"),
        "undo": moving.undo_of(request),
        "back": f"{request.path}?{asked.query}",
        "move_form": MoveForm(initial={"back": f"{request.path}?{asked.query}"}, auto_id="move_%s"),
        "strategy": strategy,
        **meters.against_plan(strategy, meters.InView(asked, sheet, items, mine, stages)),
    }
    return render(request, "planning/calendar.html", context)


@page("plan.see")
def calendar_day(request: WorkspaceRequest) -> HttpResponse:
    """Every slip of one day, for a day that showed only some of them; without a script, the day's own view."""
    asked = Asked.read(request.GET, request.workspace.today)
    if not request.headers.get("HX-Request"):
        address = reverse("planning:calendar", kwargs={"workspace": request.workspace.slug})
        return redirect(f"{address}?{asked.query}")
    items = sources.items(request.access, request.workspace, period_of("day", asked.anchor), asked.filters)
    shown, _none = folded(items)
    slips = draw_slips(shown, edging(asked.colour, _stages(asked, current_strategy(request.workspace.pk))))
    return HttpResponse(f'<div class="day-slips" data-whole>{slips}</div>')


@page("plan.edit")
def calendar_ideas(request: WorkspaceRequest) -> HttpResponse:
    """The ideas that wait for a place, once the foot of a calendar comes into view."""
    return render(request, "planning/calendar_ideas.html", {"ideas": ideas_to_place(request.access)})


def _stages(asked: Asked, strategy: Strategy | None) -> list[Stage]:
    """The funnel stages, where the colours show them."""
    return stages_of(strategy) if asked.colour == "stage" else []


def _paper(request: WorkspaceRequest, asked: Asked, stages: Sequence[Stage]) -> Paper:
    at = {"workspace": request.workspace.slug}
    return Paper(
        today=request.workspace.today,
        calendar_href=reverse("planning:calendar", kwargs=at),
        day_href=reverse("planning:calendar_day", kwargs=at),
        add_href=reverse("planning:slot_new", kwargs=at) if request.access.may("plan.edit") else None,
        filters=asked.filter_query,
        edge=edging(asked.colour, stages),
    )


def _drawn(
    sheet: Sheet, items: Sequence[CalendarItem], channels: Sequence[NamedChannel], paper: Paper
) -> SafeString:
    if sheet.view == "day":
        return rows.draw_hours(sheet.days[0], items, paper)
    elif sheet.view == "channels":
        marks = [ChannelMark(each.id, each.name, each.network) for each in channels]
        return rows.draw_rows(rows_of(sheet, items, marks), paper)
    else:
        return draw_days(sheet, paper)


def _has_place(request: WorkspaceRequest, items: Sequence[CalendarItem]) -> bool:
    """Whether this person could take an idea to a place in view."""
    return request.access.may("plan.edit") and any(
        item.phase == "open" and item.shape == "ring" for item in items
    )


def _around(request: WorkspaceRequest, period: Period, running: Sequence[CampaignDays]) -> Around:
    """What lies around the items of a period: days off, holidays, days that matter, campaigns."""
    workspace, first, last = request.workspace, period.first_on, period.last_on
    key: dict[date, list[str]] = {}
    for each in key_days(workspace.pk, first, last):
        for day in Period(max(each.on, first), min(each.last_on, last)).days:
            key.setdefault(day, []).append(each.name)
    free = free_days(workspace, first, last)
    return Around(free.off, free.holidays, _runs(request, running), key)


def _runs(request: WorkspaceRequest, found: Sequence[CampaignDays]) -> list[Run]:
    at = {"workspace": request.workspace.slug, "campaign_id": 0}
    start = reverse("planning:campaign", kwargs=at).removesuffix("0")
    return [Run(each.name, each.hue, each.starts_on, each.ends_on, f"{start}{each.id}") for each in found]


def _heading(asked: Asked, period: Period) -> str:
    first, last = period.first_on, period.last_on
    if asked.view == "month":
        return f"{asked.anchor:%B %Y}"
    elif asked.view == "day":
        return f"{first:%A} {first.day} {first:%B %Y}"
    elif first.month == last.month:
        return f"{first.day} – {last.day} {last:%B %Y}"
    else:
        return f"{first.day} {first:%B} – {last.day} {last:%B %Y}"


def _tabs(asked: Asked, today: date, *, has_channels: bool) -> list[Tab]:
    """The views; from the present month one comes to the present week or day."""
    is_now = (asked.anchor.year, asked.anchor.month) == (today.year, today.month)
    day = today if is_now and asked.view == "month" else asked.anchor
    views = [
        Tab("Month", f"?{asked.on(asked.anchor, 'month').query}", current=asked.view == "month"),
        Tab("Week", f"?{asked.on(day, 'week').query}", current=asked.view == "week"),
        Tab("Day", f"?{asked.on(day, 'day').query}", current=asked.view == "day"),
        Tab("List", f"?{asked.on(day, 'list').query}", current=asked.view == "list"),
    ]
    by_channel = Tab("By channel", f"?{asked.on(day, 'channels').query}", current=asked.view == "channels")
    return [*views, by_channel] if has_channels or asked.view == "channels" else views
