"""What is new around a demo's brand: trends to judge, a network on trial, a change on the network that it is on."""

from __future__ import annotations

from datetime import timedelta

from waypost.foundation.workspaces.models import Member
from waypost.interfaces.simulation.beginning import Begun
from waypost.interfaces.simulation.teams import Team
from waypost.loop.listening.actions import algorithm_notes, pilots, platform_reviews, trends
from waypost.loop.listening.actions.algorithm_notes import Change
from waypost.loop.listening.actions.pilots import Seen
from waypost.loop.listening.domain.platforms import Answer, Judged
from waypost.loop.listening.domain.trends import Effort, Fit, Outcome, Risk, Saturation
from waypost.toolkit import clock

BEGAN = timedelta(weeks=6)
ANSWERS = {
    "audience": Judged(Answer.PARTLY, "Visitors ask for it at the till; regulars are elsewhere."),
    "fit": Judged(Answer.YES, "People who plan a stay look for pictures there."),
    "format": Judged(Answer.YES, "Prints are pictures already."),
    "resources": Judged(Answer.YES, "An hour on Monday, with what is made anyway."),
    "numbers": Judged(Answer.PARTLY, "Visits, from our own links."),
    "others": Judged(Answer.YES, "Two printers we like get answers there."),
    "viability": Judged(Answer.YES, "It has been there for years."),
}


def note(begun: Begun, team: Team) -> None:
    """Put them on stage, some weeks ago and today."""
    _trends(begun, team)
    _pilot(begun, team)
    with clock.frozen_at(clock.now() - timedelta(weeks=5)):
        channel = begun.channels["gallery"]
        change = Change(
            network=channel.network,
            on=begun.workspace.today,
            what="Older posts come up again in the evening",
            source="Our own impression; nobody confirmed it",
        )
        algorithm_notes.note(begun.workspace, change=change, by=team.manager)


def _trends(begun: Begun, team: Team) -> None:
    """One to judge, one that is adapted and waits to become an idea, one that waits for its day."""
    today = begun.workspace.today
    trends.note(
        begun.workspace,
        title="One drawer, one minute: people empty a drawer and say what each thing is",
        what="Began with a watchmaker. Two printers have joined.",
        seen_on=today - timedelta(days=1),
        by=team.contributor,
    )
    adapted = trends.note(
        begun.workspace,
        title="Colour cards: a street in five swatches",
        what="Towns, then shops. Always five colours and their names.",
        seen_on=today - timedelta(days=4),
        by=team.contributor,
    )
    trends.check(adapted, by=team.manager)
    trends.judge(
        adapted,
        fit=Fit.SOME,
        saturation=Saturation.SOME,
        risk=Risk.LOW,
        effort=Effort.LIGHT,
        by=team.manager,
    )
    trends.decide(adapted, outcome=Outcome.ADAPT, by=team.manager)
    unclear = trends.note(
        begun.workspace,
        title="Guess the price",
        what="Sellers ask people to guess what a thing costs. Some find it funny, some feel laughed at.",
        seen_on=today - timedelta(days=2),
        by=team.contributor,
    )
    trends.check(unclear, by=team.manager)
    trends.judge(
        unclear,
        fit=Fit.SOME,
        saturation=Saturation.FEW,
        risk=Risk.UNCLEAR,
        effort=Effort.LIGHT,
        by=team.manager,
    )
    again_on = today + timedelta(days=2)
    trends.decide(unclear, outcome=Outcome.WAIT, again_on=again_on, by=team.manager)


def _pilot(begun: Begun, team: Team) -> None:
    """A network on trial for six of its eight weeks, with what was seen so far."""
    assert begun.owner.person_id is not None, "a person owns the demo"
    keeper = Member.objects.get(workspace=begun.workspace, person_id=begun.owner.person_id)
    with clock.frozen_at(clock.now() - BEGAN):
        review = platform_reviews.begin(
            begun.workspace, network="Pinterest", why="Visitors ask for it at the till.", by=team.strategist
        )
        platform_reviews.answer(
            review, judged=ANSWERS, hours=1, owner=team.manager_member, stand_in=keeper, by=team.strategist
        )
        review = pilots.begin(
            review,
            starts_on=begun.workspace.today,
            weeks=8,
            success=("150 visits of the shop from there", "3 workshop seats asked for there"),
            exits=("More than 2 hours in a week",),
            by=team.strategist,
        )
    visits = review.criteria.order_by("pk").first()
    assert visits is not None, "a pilot has criteria"
    seen = {visits.pk: Seen(is_met=True, note="162 so far")}
    pilots.observe(review, seen=seen, by=team.manager)
