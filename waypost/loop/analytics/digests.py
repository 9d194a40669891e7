"""Gathers what a weekly digest can tell a member, on the channels that they may use."""

from datetime import date, timedelta

from waypost.foundation.channels.queries import every_channel
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.analytics.domain.digest import Facts, Short
from waypost.loop.analytics.domain.goals import Standing
from waypost.loop.analytics.domain.plan import PlanAgainstActual
from waypost.loop.analytics.figures import points_words
from waypost.loop.analytics.models import PlanWeek
from waypost.loop.analytics.queries.goals import goal_progress
from waypost.loop.analytics.queries.plan import plan_against_actual, whole_weeks
from waypost.loop.content.models import Post
from waypost.loop.content.queries import posts
from waypost.loop.planning.queries import slots_between
from waypost.loop.strategy.queries import open_proposals
from waypost.toolkit import clock

BEHIND = {Standing.BEHIND, Standing.MISSED}
UNSAID = {Standing.UNKNOWN, Standing.INTENTION}


def facts_of(access: Access, workspace: Workspace) -> Facts:
    """What the week that is over was, and what the one that begins needs."""
    week = plan_against_actual(access, whole_weeks(workspace.today, 1), workspace)
    month = plan_against_actual(access, whole_weeks(workspace.today, 4), workspace)
    monday = clock.start_of_week(workspace.today)
    slots = slots_between(access, monday, monday + timedelta(days=6))
    goals = [goal for goal in goal_progress(access, workspace) if goal.standing not in UNSAID]
    furthest = month.pillars.findings[:1]
    return Facts(
        posts=week.posts + week.natives,
        points_off=month.pillars.points_off,
        points_before=None if access.limited else _before(workspace, monday - timedelta(weeks=2)),
        short=_short(access, week),
        without_why=week.without_why,
        furthest="".join(f"{line.label}, {points_words(line.points or 0)}" for line in furthest),
        goals_behind=tuple(goal.label for goal in goals if goal.standing in BEHIND),
        goals=len(goals),
        proposals=open_proposals(access).count(),
        slots=slots.count(),
        empty_slots=slots.filter(taken_at=None).count(),
        in_review=posts(access).filter(archived_at=None, state=Post.State.IN_REVIEW).count(),
    )


def _before(workspace: Workspace, monday: date) -> int | None:
    noted = PlanWeek.objects.filter(workspace=workspace, monday=monday)
    return noted.values_list("pillars_off", flat=True).first()


def _short(access: Access, week: PlanAgainstActual) -> tuple[Short, ...]:
    names = {channel.key: channel.name for channel in every_channel(access)}
    return tuple(
        Short(names[rhythm.channel], rhythm.posts, rhythm.wanted)
        for rhythm in week.rhythms
        if not rhythm.is_kept and rhythm.channel in names
    )
