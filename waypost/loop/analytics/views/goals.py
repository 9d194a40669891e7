"""A goal's page: how it stands, its line, and the posts that count towards it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.analytics import queries
from waypost.loop.analytics.actions import tallies
from waypost.loop.analytics.domain.aims import Way
from waypost.loop.analytics.domain.goals import GoalProgress, Standing
from waypost.loop.analytics.domain.marks import flags_of
from waypost.loop.analytics.domain.metrics import BY_KEY
from waypost.loop.analytics.domain.spans import Span
from waypost.loop.analytics.forms import TallyForm
from waypost.loop.analytics.goal_words import GoalWords
from waypost.loop.analytics.queries.goal_posts import brought, most_of
from waypost.loop.analytics.queries.marks import marks_of
from waypost.loop.analytics.queries.overview import Read, channels_read, reading_of
from waypost.loop.analytics.queries.posts import Line
from waypost.loop.analytics.views import charts, post_rows
from waypost.loop.analytics.views.exports import as_file
from waypost.loop.strategy.queries import goals
from waypost.toolkit.refusal import Refusal


@page("results.see")
@require_safe
def goal(request: WorkspaceRequest, goal: str) -> HttpResponse:
    """One goal against its pace."""
    return _show(request, goal, TallyForm(initial={"on": request.workspace.today}))


@page("results.see")
@require_safe
def goal_file(request: WorkspaceRequest, goal: str) -> HttpResponse:
    """A goal's number beside its line, day by day, as a file."""
    found = _progress(request, goal, channels_read(request.access))
    rows = (
        [on.isoformat(), f"{value:.6g}", f"{line:.6g}"]
        for (on, value), (_on, line) in zip(found.points, found.line, strict=True)
    )
    return as_file(f"{request.workspace.slug}-{found.key}", ["Day", "As it went", "The pace"], rows)


@page(see="results.see", change="results.edit")
@require_POST
def tally(request: WorkspaceRequest, goal: str) -> HttpResponse:
    """Where a goal stands, counted by hand."""
    row = get_object_or_404(goals(request.access), key=goal)
    form = TallyForm(request.POST)
    if form.is_valid():
        try:
            tallies.note(request.workspace, goal=row, by=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Written down.")
            return redirect("analytics:goal", workspace=request.workspace.slug, goal=goal)
    return _show(request, goal, form, status=422)


def _progress(request: WorkspaceRequest, key: str, known: Sequence[Read]) -> GoalProgress:
    networks = [(channel.network, channel.first_on) for channel in known]
    every = queries.goal_progress(request.access, request.workspace, networks=networks)
    found = {each.key: each for each in every}
    if key not in found:
        raise Http404
    return found[key]


def _show(request: WorkspaceRequest, key: str, form: TallyForm, status: int = 200) -> HttpResponse:
    known = channels_read(request.access)
    goal = _progress(request, key, known)
    words = GoalWords(goal, "")
    span = Span(goal.starts_on, request.workspace.today)
    marks = marks_of(request.access, request.workspace, span, known)
    context = {
        "goal": goal,
        "words": words,
        "metric": goal.aim.metric if goal.aim else None,
        "chart": charts.against_line(goal, words.is_share, flags_of(marks))
        if goal.is_known and len(goal.points) > 1
        else None,
        "marks": marks,
        "form": form if _is_by_hand(goal) and request.access.may("results.edit") else None,
        **_posts(request, goal, span),
        "reading": reading_of(known),
    }
    return render(request, "analytics/goal.html", context, status=status)


def _is_by_hand(goal: GoalProgress) -> bool:
    """Whether a person counts it: where no network does, and where somebody began to."""
    return goal.standing is not Standing.INTENTION and (goal.by_hand or goal.unknown is not None)


def _posts(request: WorkspaceRequest, goal: GoalProgress, span: Span) -> dict[str, Any]:
    """The posts that brought the most of it, and what those brought that were made for it."""
    access, aim = request.access, goal.aim
    if aim is None or goal.by_hand or aim.way is Way.LEVEL:
        lines = most_of(access, span, "engagements", goal.key)
        made_for_it = brought(access, span, BY_KEY["engagements"], goal.key).posts
        return {"made_for_it": made_for_it, "posts": _drawn(request, lines), "is_by_why": True}
    lines = most_of(access, span, aim.metric.key)
    ours, all_of_it = brought(access, span, aim.metric, goal.key), brought(access, span, aim.metric)
    part, whole = ours.value(aim.metric), all_of_it.value(aim.metric)
    share = part / whole if part and whole and not aim.metric.is_rate else None
    known = [line for line in lines if aim.metric.of(line.counts) is not None]
    return {
        "made_for_it": ours.posts,
        "share_of_it": share,
        "posts": _drawn(request, known, goal),
        "all_posts": all_of_it.posts,
    }


def _drawn(request: WorkspaceRequest, lines: list[Line], goal: GoalProgress | None = None) -> SafeString:
    metric = goal.aim.metric if goal is not None and goal.aim is not None else None
    return post_rows.draw(lines, request.workspace, metric)
