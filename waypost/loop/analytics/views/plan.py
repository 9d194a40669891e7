"""Plan against actual: how far what went out is from what the strategy of its day wanted. Never a score of a person."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from waypost.foundation.channels.queries import every_channel
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.analytics.domain.plan_weeks import TRENDS, value_of
from waypost.loop.analytics.domain.rules_kept import rules_of
from waypost.loop.analytics.forms import weeks_asked
from waypost.loop.analytics.queries.plan import plan_against_actual, plan_weeks, whole_weeks
from waypost.loop.analytics.views import drawn_plan, plan_findings
from waypost.loop.analytics.views.exports import as_file
from waypost.ui.charts import Part
from waypost.ui.nav import Tab

WEEKS = {4: "4 weeks", 13: "13 weeks"}
FEWEST_WEEKS = 3
"""Fewer are no trend."""


@page("results.see")
@require_safe
def plan(request: WorkspaceRequest) -> HttpResponse:
    """What the last whole weeks were against the plan."""
    weeks = weeks_asked(request.GET, tuple(WEEKS))
    found = plan_against_actual(
        request.access, whole_weeks(request.workspace.today, weeks), request.workspace
    )
    names = {channel.key: channel for channel in every_channel(request.access)}
    stages, rules = found.stages, rules_of(found)
    context = {
        "plan": found,
        "weeks": weeks,
        "periods": [Tab(words, f"?weeks={each}", current=each == weeks) for each, words in WEEKS.items()],
        "sections": plan_findings.sections(request, found, names, rules),
        "parts": [Part(line.label, line.hue, line.target, line.actual) for line in found.pillars.lines],
        "rules": [(rule, drawn_plan.rule(rule)) for rule in rules],
        "formats": drawn_plan.formats(found.formats, names),
        "stages": drawn_plan.shares(stages) if stages.posts else "",
        "rhythms": drawn_plan.rhythms(found.rhythms, names),
        **_trend(request),
    }
    return render(request, "analytics/plan.html", context)


@page("results.see")
@require_safe
def plan_file(request: WorkspaceRequest) -> HttpResponse:
    """The rhythm and the shares as a file."""
    weeks = weeks_asked(request.GET, tuple(WEEKS))
    found = plan_against_actual(
        request.access, whole_weeks(request.workspace.today, weeks), request.workspace
    )
    mixes = [("Pillar", found.pillars), ("Funnel stage", found.stages)]
    mixes += [(f"Format on {key}", mix) for key, mix in found.formats.items()]
    rows: list[list[object]] = [
        [
            kind,
            line.label,
            line.posts,
            f"{line.target:.4f}",
            "" if line.actual is None else f"{line.actual:.4f}",
        ]
        for kind, mix in mixes
        for line in mix.lines
    ]
    rows += [
        [rule.label, part.label, part.posts, f"{part.asked:.4f}", f"{part.had:.4f}"]
        for rule in rules_of(found)
        for part in rule.parts
    ]
    rows += [
        [f"Rhythm of {each.channel}", week.monday.isoformat(), week.posts, week.wanted, ""]
        for each in found.rhythms
        for week in each.weeks
    ]
    return as_file(
        f"{request.workspace.slug}-plan-{weeks}-weeks", ["Kind", "What", "Posts", "Target", "Share"], rows
    )


def _trend(request: WorkspaceRequest) -> dict[str, Any]:
    """How far off it was at the end of each week; nothing for whoever sees some channels only, or before two weeks."""
    weeks = [] if request.access.limited else plan_weeks(request.access)
    known = {
        key: words for key, words in TRENDS.items() if any(value_of(week, key) is not None for week in weeks)
    }
    if len(weeks) < FEWEST_WEEKS or not known:
        return {"trend": None}
    key = request.GET.get("trend", "")
    key = key if key in known else next(iter(known))
    asked = request.GET.get("weeks", "")
    kept = f"weeks={asked}&" if asked.isdigit() else ""
    return {
        "trend": drawn_plan.trend(weeks, key, known[key]),
        "trends": [
            Tab(words, f"?{kept}trend={each}#trend", current=each == key) for each, words in known.items()
        ],
    }
