"""Plan against actual: how far what went out is from what the strategy of its day wanted. Never a score of a person."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import every_channel
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.analytics.domain.plan import PlanAgainstActual, ShareLine
from waypost.loop.analytics.domain.spans import Span
from waypost.loop.analytics.figures import points_words
from waypost.loop.analytics.forms import weeks_asked
from waypost.loop.analytics.queries.overview import pillar_ids
from waypost.loop.analytics.queries.plan import plan_against_actual, whole_weeks
from waypost.loop.analytics.views import drawn_plan
from waypost.loop.analytics.views.addresses import Opens
from waypost.loop.analytics.views.exports import as_file
from waypost.loop.strategy.queries import goal_labels
from waypost.toolkit.wording import count
from waypost.ui.addresses import reverse
from waypost.ui.charts import Part
from waypost.ui.components.figures import SPACE
from waypost.ui.nav import Tab

WEEKS = {4: "4 weeks", 13: "13 weeks"}
OFTEN = 4
"""A channel that fell short in fewer than one of so many weeks is no finding."""
FAR, MOST_FORMATS = 15.0, 3
"""Formats are found from so many points on, and so many of them are said."""


@dataclass(frozen=True)
class Found:
    """One finding: a sentence, how far off (in points, or nothing), and what it opens."""

    sentence: str
    off: str
    href: str


@page("results.see")
@require_safe
def plan(request: WorkspaceRequest) -> HttpResponse:
    """What the last whole weeks were against the plan."""
    weeks = weeks_asked(request.GET, tuple(WEEKS))
    found = plan_against_actual(
        request.access, whole_weeks(request.workspace.today, weeks), request.workspace
    )
    names = {channel.key: channel for channel in every_channel(request.access)}
    stages = found.stages
    context = {
        "plan": found,
        "weeks": weeks,
        "periods": [Tab(words, f"?weeks={each}", current=each == weeks) for each, words in WEEKS.items()],
        "findings": list(_findings(request, found, names)),
        "parts": [Part(line.label, line.hue, line.target, line.actual) for line in found.pillars.lines],
        "formats": drawn_plan.formats(found.formats, names),
        "stages": drawn_plan.shares(stages) if stages.posts else "",
        "rhythms": drawn_plan.rhythms(found.rhythms, names),
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
        [f"Rhythm of {each.channel}", week.monday.isoformat(), week.posts, week.wanted, ""]
        for each in found.rhythms
        for week in each.weeks
    ]
    return as_file(
        f"{request.workspace.slug}-plan-{weeks}-weeks", ["Kind", "What", "Posts", "Target", "Share"], rows
    )


def _findings(
    request: WorkspaceRequest, found: PlanAgainstActual, channels: Mapping[str, Channel]
) -> Iterator[Found]:
    """What is off, each with what it opens."""
    opens = Opens.within(request.workspace, Span(found.first_on, found.last_on))
    ids = pillar_ids(request.access)
    for line in found.pillars.findings:
        yield _off(line, opens.to(pillar=ids.get(line.key)))
    if found.reactive is not None and found.posts >= 5 and abs(found.reactive.points or 0) >= 5:
        share = ShareLine("reactive", "Reactive posts", 0, found.reactive.target, found.reactive.actual, 0)
        yield _off(share, opens.to(why="reactive"))
    for rhythm in found.rhythms:
        missed = len(rhythm.weeks) - rhythm.kept
        channel = channels.get(rhythm.channel)
        if missed * OFTEN >= len(rhythm.weeks) and missed and channel is not None:
            sentence = f"{channel.name} fell short in {missed} of {count(len(rhythm.weeks), 'week', 'weeks')}"
            yield Found(sentence, f"{rhythm.posts} of {rhythm.wanted} posts", opens.to(channel=channel.pk))
    yield from _formats_off(found, channels, opens)
    if found.without_why:
        sentence = f"{count(found.without_why, 'post', 'posts')} without a why"
        yield Found(sentence, "", opens.to(why="none"))
    silent = found.silent_goals if found.posts else ()
    labels = goal_labels(request.access) if silent else {}
    for key in silent:
        href = reverse("analytics:goal", kwargs={"workspace": request.workspace.slug, "goal": key})
        yield Found(f"No post was for “{labels.get(key, key)}”", "", href)


def _formats_off(found: PlanAgainstActual, channels: Mapping[str, Channel], opens: Opens) -> Iterator[Found]:
    """The formats that are furthest from their plan, over all channels."""
    far = [
        (line, channels[key])
        for key, mix in found.formats.items()
        if key in channels
        for line in mix.findings
        if abs(line.points or 0.0) >= FAR
    ]
    for line, channel in sorted(far, key=lambda pair: -abs(pair[0].points or 0.0))[:MOST_FORMATS]:
        named = replace(line, label=f"{line.label} on {channel.name}")
        yield _off(named, opens.to(channel=channel.pk, format=line.key))


def _off(line: ShareLine, href: str) -> Found:
    assert line.actual is not None
    sentence = (
        f"{line.label}: {line.actual * 100:.0f}{SPACE}% of posts, against {line.target * 100:.0f}{SPACE}%"
    )
    return Found(sentence, points_words(line.points or 0.0), href)
