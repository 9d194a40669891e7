from datetime import timedelta

import pytest

from tests.world import World
from waypost.loop.learning.actions import expectations
from waypost.loop.learning.domain.judging import outcome
from waypost.loop.learning.tests.audiences import HARBOUR_WINS, NOTHING_MATTERS, Truth
from waypost.loop.learning.tests.factories import LEARNING, measured_posts
from waypost.loop.strategy.actions import proposals
from waypost.loop.strategy.domain.evidence import Expectation, Interval
from waypost.loop.strategy.domain.patch import Patch, SetField
from waypost.loop.strategy.domain.proposals import Verdict
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.tests.factories import proposed
from waypost.toolkit import clock

WEEKS = timedelta(weeks=13)


def expected(world: World, gain: float) -> Expectation:
    return Expectation(
        metric="conversions",
        measure="conversions per post",
        gain=Interval(value=gain, low=gain / 2, high=gain * 2),
        by=world.workspace.today + timedelta(weeks=12),
    )


def accepted(world: World, gain: float = 0.06) -> Proposal:
    """More of the harbour, from now on."""
    return proposals.accept(proposed(world, expects=expected(world, gain)), by=world.actor("owner"))


def checked(world: World, count: int, truth: Truth, gain: float = 0.06) -> Proposal:
    """What is said of it a quarter later, after so many posts before a public with that taste."""
    proposal = accepted(world, gain)
    with clock.frozen_at(clock.now() + WEEKS):
        measured_posts(world, count, truth, weeks_ago=1)
        expectations.check(world.workspace, by=LEARNING)
    proposal.refresh_from_db()
    return proposal


def test_what_came_true_is_called_a_hit(world: World) -> None:
    proposal = checked(world, 110, HARBOUR_WINS, gain=0.042)

    assert proposal.verdict == "hit"
    assert proposal.came_of_it is not None
    assert proposal.came_of_it.posts >= 100
    assert "conversions per post; 4.2\u00a0% more was expected." in proposal.came_of_it.sentence


def test_what_did_not_come_true_is_called_a_miss(world: World) -> None:
    liked_otherwise = Truth(pillar={"harbour-life": -0.5, "finished-work": 0.5})

    assert checked(world, 110, liked_otherwise).verdict == "miss"


def test_what_was_expected_where_nothing_matters_is_no_hit(world: World) -> None:
    assert checked(world, 110, NOTHING_MATTERS, gain=0.3).verdict == "miss"


def test_a_few_posts_leave_it_open(world: World) -> None:
    proposal = checked(world, 10, HARBOUR_WINS)

    assert proposal.verdict == "unclear"
    assert proposal.came_of_it is not None
    assert "too few to tell" in proposal.came_of_it.sentence


def test_nothing_is_judged_before_its_day(world: World) -> None:
    accepted(world)

    with clock.frozen_at(clock.now() + timedelta(weeks=11)):
        assert not expectations.check(world.workspace, by=LEARNING)


def test_everything_is_judged_once(world: World) -> None:
    checked(world, 10, HARBOUR_WINS)

    with clock.frozen_at(clock.now() + WEEKS):
        assert not expectations.check(world.workspace, by=LEARNING)


def test_a_trial_that_was_taken_back_is_judged_by_its_own_posts(world: World) -> None:
    trial = proposals.accept(
        proposed(world, expects=expected(world, 0.06)), trial_weeks=4, by=world.actor("owner")
    )
    with clock.frozen_at(clock.now() + timedelta(weeks=5)):
        measured_posts(world, 60, HARBOUR_WINS, weeks_ago=1)
        proposals.end_trial(trial, keep=False, by=LEARNING)
        assert not expectations.check(world.workspace, by=LEARNING)

    with clock.frozen_at(clock.now() + timedelta(weeks=5, days=4)):
        judged = expectations.check(world.workspace, by=LEARNING)

    assert [proposal.pk for proposal in judged] == [trial.pk]
    assert judged[0].came_of_it is not None
    assert 24 <= judged[0].came_of_it.posts < 60


@pytest.mark.parametrize(
    ("reached", "verdict"),
    [
        (0.95, Verdict.HIT),
        (0.8, Verdict.HIT),
        (0.5, Verdict.UNCLEAR),
        (0.2, Verdict.MISS),
        (0.0, Verdict.MISS),
    ],
)
def test_a_verdict_says_how_likely_half_of_it_is(reached: float, verdict: Verdict) -> None:
    interval = Interval(value=0.05, low=0.01, high=0.1)
    expectation = Expectation(
        metric="clicks", measure="clicks per post", gain=interval, by=clock.today("UTC")
    )

    assert outcome(expectation, gain=interval, reached=reached, posts=40).verdict == verdict


def test_of_a_change_that_posts_cannot_tell_apart_nothing_is_judged(world: World) -> None:
    words = Patch(operations=(SetField(at="", field="purpose", value="To print the harbour anew."),))
    proposal = proposals.accept(
        proposed(world, words, expects=expected(world, 0.06), kind="change"), by=world.actor("owner")
    )

    with clock.frozen_at(clock.now() + WEEKS):
        told = expectations.check(world.workspace, by=LEARNING)

    proposal.refresh_from_db()
    assert (told, proposal.verdict) == ([], "")
