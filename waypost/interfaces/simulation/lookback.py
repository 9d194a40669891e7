"""How a demo's team looks back: a review of the strategy with its minutes, and a change that its manager proposes."""

from __future__ import annotations

from datetime import timedelta

from waypost.interfaces.simulation.beginning import SYSTEM, Begun
from waypost.interfaces.simulation.teams import Team
from waypost.loop.analytics.actions import plan_weeks
from waypost.loop.learning.actions import meetings
from waypost.loop.learning.domain.agenda import Point, Rhythm
from waypost.loop.strategy.actions import changes
from waypost.loop.strategy.domain.reasons import Reasons
from waypost.loop.strategy.queries import current_version
from waypost.toolkit import clock

HELD = timedelta(weeks=3)
WEEKS = timedelta(weeks=12)
SAID = (
    (Point.GOALS, "Visits carry the year. Orders follow them by two weeks, as last autumn."),
    (
        Point.PLAN,
        "The harbour posts crowd out the workshop when the light is good. Nobody minds; we watch it.",
    ),
    (Point.OUTCOMES, "What we changed in the summer holds. We leave it alone until the next review."),
)


def look(begun: Begun, team: Team) -> None:
    """Put it on stage: the weeks of the plan, a review some weeks ago, a proposal of today."""
    plan_weeks.note(begun.workspace, by=SYSTEM)
    with clock.frozen_at(clock.now() - HELD):
        _hold(begun, team)
    _propose(begun, team)


def _hold(begun: Begun, team: Team) -> None:
    workspace = begun.workspace
    present = "Odile Tern, Sunniva Vale, Mateus Ribeiro"
    held = meetings.begin(workspace, rhythm=Rhythm.MONTH, present=present, by=team.strategist)
    for point, words in SAID:
        meetings.write(held, point=point, words=words, by=team.strategist)
    meetings.agree(
        held,
        what="Ask the shop how many buyers came by a post",
        person=team.manager_member.person,
        due_on=workspace.today + timedelta(weeks=4),
        by=team.strategist,
    )
    meetings.close(held, on=workspace.today + timedelta(weeks=4), by=team.strategist)


def _propose(begun: Begun, team: Team) -> None:
    """What the manager sees every day, as a change of one number."""
    current = current_version(begun.workspace.pk)
    assert current is not None, "the brand began with one"
    assert current.number is not None
    document = current.strategy.model_dump(mode="json")
    roles = [
        {**role, "posts_per_week": role["posts_per_week"] + 1} if role["key"] == "harbour" else role
        for role in document["channel_roles"]
    ]
    reasons = Reasons(
        title="One more post a week on Harbour Notes",
        reason="The ferry crew and the pilots read it on their breaks. It takes ten minutes with what the day brings.",
        saw="In weeks with a fourth post there, about ferries or weather, people answer that one most.",
        page=f"results/posts/?channel={begun.channels['harbour'].pk}",
        would_change=("If the gallery goes without a post for it.",),
        metric="engagements",
        measure="engagements per post",
        gain=0.05,
        by=begun.workspace.today + WEEKS,
    )
    changes.propose(
        begun.workspace,
        content={"channel_roles": roles},
        since=current.number,
        reasons=reasons,
        by=team.manager,
    )
