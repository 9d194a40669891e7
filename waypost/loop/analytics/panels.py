"""What results show elsewhere: on a post's page, on a sent post's page, and on the page of the strategy."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.analytics.goal_words import GoalWords
from waypost.loop.analytics.queries.activity import activity_of_channels
from waypost.loop.analytics.queries.goals import counted_today, progress_of_goals
from waypost.loop.analytics.queries.one import measured_of, measured_publication
from waypost.loop.analytics.queries.pasts import went_out
from waypost.loop.analytics.queries.plan import pillar_mix, whole_weeks
from waypost.loop.analytics.sheet import Sheet
from waypost.loop.analytics.standing_words import measure_today
from waypost.loop.content import going_out
from waypost.loop.content.models import Post
from waypost.loop.planning import pacing
from waypost.loop.planning.domain.goal_weeks import Known
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries.listing import publications_of
from waypost.loop.strategy import auditing, progress
from waypost.loop.strategy.domain.progress import GoalStanding, Measure, MetricToday, Progress
from waypost.loop.strategy.models import StrategyVersion
from waypost.ui.addresses import reverse
from waypost.ui.panels import panel


@panel("post")
def results_of_post(request: HttpRequest, post: Post) -> tuple[str, dict[str, Any]] | None:
    """What became of a post, channel by channel."""
    access: Access = request.access  # type: ignore[attr-defined]
    if not any(publication.published_at for publication in publications_of(post, access)):
        return None
    sheets = [Sheet(row) for row in measured_of(access, post)]
    return ("analytics/post_panel.html", {"sheets": sheets}) if sheets else None


@panel("publication")
def results_of_publication(
    request: HttpRequest, publication: Publication
) -> tuple[str, dict[str, Any]] | None:
    """What became of what was sent."""
    access: Access = request.access  # type: ignore[attr-defined]
    if not publication.is_published or publication.post.is_answer or not publication.remote_id:
        return None
    row = measured_publication(access, publication)
    shown = {"sheet": Sheet(row) if row else None, "channel": publication.channel}
    return "analytics/publication_panel.html", shown


auditing.register(activity_of_channels)
going_out.register(went_out)


@progress.register_goals
def how_goals_go(
    access: Access, workspace: Workspace, version: StrategyVersion, starts: Mapping[str, date]
) -> dict[str, GoalStanding]:
    """The goals against their pace."""
    if not access.may("results.see"):
        return {}
    at = {"workspace": workspace.slug}
    words = [
        GoalWords(goal, reverse("analytics:goal", kwargs={**at, "goal": goal.key}))
        for goal in progress_of_goals(version.strategy, workspace, starts)
    ]
    return {each.goal.key: _standing(each) for each in words}


@progress.register_measures
def where_measures_stand(
    access: Access, workspace: Workspace, asked: Mapping[str, Measure]
) -> dict[str, MetricToday]:
    """Where the measures of goals stand today, as numbers were read or written down."""
    if not access.may("results.see"):
        return {}
    found = counted_today(workspace, asked)
    return {name: measure_today(asked[name], counted, workspace.today) for name, counted in found.items()}


@pacing.register
def how_goals_went(
    access: Access, workspace: Workspace, version: StrategyVersion, starts: Mapping[str, date]
) -> dict[str, Known]:
    """The goals day by day."""
    if not access.may("results.see"):
        return {}
    found = progress_of_goals(version.strategy, workspace, starts)
    return {goal.key: Known(goal.baseline, goal.points) for goal in found}


@progress.register
def how_it_goes(
    access: Access, workspace: Workspace, version: StrategyVersion, starts: Mapping[str, date]
) -> Progress:
    """The shares that the pillars had in the last four whole weeks."""
    if not access.may("results.see"):
        return Progress()
    at = {"workspace": workspace.slug}
    pillars = pillar_mix(access, workspace, version, whole_weeks(workspace.today, 4))
    return Progress(
        shares={line.key: line.actual for line in pillars.lines if line.actual is not None},
        points_off=pillars.points_off,
        href=reverse("analytics:plan", kwargs=at),
    )


def _standing(words: GoalWords) -> GoalStanding:
    return GoalStanding(words.state, words.tone, words.shape, words.forecast, words.href, words.goal.reached)
