from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import every_channel
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.planning import moving, sources
from waypost.loop.planning.domain import mix
from waypost.loop.planning.domain.calendar import CalendarItem, Period, Sheet, lay_sheet, period_of
from waypost.loop.planning.forms import MoveForm
from waypost.loop.planning.queries import campaigns_between, days_off
from waypost.loop.planning.slips import drawings
from waypost.loop.planning.views import rhythm
from waypost.loop.planning.views.asked import Asked
from waypost.loop.planning.views.sheet import WEEKDAYS, Paper, draw_days
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.queries import current_strategy, pillar_names
from waypost.ui.addresses import reverse
from waypost.ui.charts import Part
from waypost.ui.nav import Tab


@page("plan.see")
def calendar(request: WorkspaceRequest) -> HttpResponse:
    """The month or the week, with everything that has a time in it."""
    workspace, access = request.workspace, request.access
    asked = Asked.read(request.GET, workspace.today)
    period = period_of(asked.view, asked.anchor)
    items = sources.items(access, workspace, period, asked.filters)
    off = days_off(workspace.pk, period.first_on, period.last_on)
    sheet = lay_sheet(asked.view, asked.anchor, items, today=workspace.today, blackouts=off)
    strategy = current_strategy(workspace.pk)
    mine = every_channel(access)
    context = {
        "asked": asked,
        "period": period,
        "heading": _heading(asked, period),
        "days": draw_days(sheet, Paper(workspace.today, _add_href(request), asked.filter_query)),
        "drawings": drawings(channel.network for channel in mine),
        "day_names": WEEKDAYS,
        "total": len(items),
        "open_count": sum(item.is_open for item in items),
        "tabs": _tabs(asked, workspace.today),
        "channels": mine,
        "pillars": pillar_names(access),
        "campaigns": campaigns_between(
            access, period.first_on, period.last_on, chosen=asked.filters.campaign_id
        ),
        "may_plan": access.may("plan.edit"),
        "undo": moving.undo_of(request),
        "back": f"{request.path}?{asked.query}",
        "move_form": MoveForm(initial={"back": f"{request.path}?{asked.query}"}, auto_id="move_%s"),
        "strategy": strategy,
        **_against_plan(strategy, asked, sheet, items, mine),
    }
    return render(request, "planning/calendar.html", context)


def _add_href(request: WorkspaceRequest) -> str | None:
    if request.access.may("plan.edit"):
        return reverse("planning:slot_new", kwargs={"workspace": request.workspace.slug})
    else:
        return None


def _heading(asked: Asked, period: Period) -> str:
    first, last = period.first_on, period.last_on
    if asked.view == "month":
        return f"{asked.anchor:%B %Y}"
    elif first.month == last.month:
        return f"{first.day} – {last.day} {last:%B %Y}"
    else:
        return f"{first.day} {first:%B} – {last.day} {last:%B %Y}"


def _tabs(asked: Asked, today: date) -> list[Tab]:
    """Month and week; from the present month one comes to the present week."""
    is_now = (asked.anchor.year, asked.anchor.month) == (today.year, today.month)
    day = today if is_now and asked.view == "month" else asked.anchor
    return [
        Tab("Month", f"?{asked.on(asked.anchor, 'month').query}", current=asked.view == "month"),
        Tab("Week", f"?{asked.on(day, 'week').query}", current=asked.view == "week"),
    ]


def _against_plan(
    strategy: Strategy | None,
    asked: Asked,
    sheet: Sheet,
    items: Sequence[CalendarItem],
    mine: Sequence[Channel],
) -> dict[str, Any]:
    """The mix band and the rhythm dots for exactly what is in view; a pillar or a campaign alone has neither."""
    if strategy is None or asked.filters.campaign_id is not None:
        return {}
    targets = [mix.PillarTarget(pillar.label, pillar.hue, pillar.share) for pillar in strategy.pillars]
    parts = mix.mix(targets, items) if asked.filters.pillar_id is None else []
    cadence = {role.key: float(role.posts_per_week) for role in strategy.channel_roles}
    in_view = [channel for channel in mine if asked.filters.channel_id in (None, channel.pk)]
    rhythms = mix.rhythm(
        [(channel.pk, channel.name, channel.network) for channel in in_view],
        {channel.pk: cadence.get(channel.key, 0) for channel in in_view},
        [week[0].on for week in sheet.weeks],
        items,
    )
    return {
        "parts": [Part(part.label, part.hue, part.target, part.planned) for part in parts],
        "points_off": mix.points_off(parts),
        "rhythms": rhythm.drawn(rhythms, asked.view) if asked.filters.pillar_id is None else [],
        "rhythm_words": rhythm.in_words(rhythms),
    }
