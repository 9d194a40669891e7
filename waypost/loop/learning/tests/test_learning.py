from datetime import timedelta

import pytest

from tests.world import World
from waypost.foundation.journal.models import Entry
from waypost.loop.learning.actions import effects, insights
from waypost.loop.learning.models import Effect, Insight, Look
from waypost.loop.learning.queries import latest_look
from waypost.loop.learning.tests.audiences import NOTHING_MATTERS
from waypost.loop.learning.tests.factories import LEARNING, looked, measured_posts
from waypost.loop.strategy.actions import proposals
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.queries import current_version
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal


def test_a_look_keeps_what_everything_is_worth(world: World) -> None:
    measured_posts(world, 200)

    found = effects.learn(world.workspace, by=LEARNING)

    look = latest_look(world.workspace.pk)
    assert look is not None
    assert (look.posts, look.metric, look.goal, look.version) == (200, "conversions", "shop-orders", 1)
    best = {effect.label: effect for effect in found if effect.factor == "pillar"}
    assert best["Harbour life"].is_clear
    assert best["Harbour life"].value > 0.2
    assert best["Finished work"].value < -0.1
    assert Entry.objects.get(verb="effects.learned").details["posts"] == 200


def test_what_was_learned_is_proposed_and_accepted_and_the_strategy_follows(world: World) -> None:
    looked(world, count=200)

    proposed = insights.propose(world.workspace, by=LEARNING)

    assert 2 <= len(proposed) <= 3
    assert all(proposal.source == "learning" for proposal in proposed)
    for proposal in proposed:
        proposals.accept(proposal, by=world.actor("strategist"))
    version = current_version(world.workspace.pk)
    assert version is not None
    assert version.number == 1 + len(proposed)
    pillar = next(proposal for proposal in proposed if proposal.subject == "pillars")
    assert "Harbour life” 40\u00a0% of posts, from 25\u00a0%" in pillar.title
    harbour = version.strategy.pillar("harbour-life")
    assert harbour is not None
    assert harbour.share == 0.4


def test_every_proposal_brings_its_evidence(world: World) -> None:
    looked(world, count=200)

    for proposal in insights.propose(world.workspace, by=LEARNING):
        if proposal.title.startswith("Find out"):
            continue
        evidence, expectation = proposal.stands_on, proposal.expectation
        assert expectation is not None
        assert evidence.posts == 200
        assert evidence.points
        assert evidence.would_change
        assert evidence.sureness is not None
        assert evidence.sureness >= 0.9
        assert expectation.gain.low < expectation.gain.value < expectation.gain.high
        assert expectation.by == world.workspace.today + timedelta(weeks=12)


def test_proposing_twice_proposes_nothing_new(world: World) -> None:
    looked(world, count=200)
    insights.propose(world.workspace, by=LEARNING)

    again = insights.propose(world.workspace, by=LEARNING)

    assert not again
    assert Proposal.objects.count() == Insight.objects.exclude(proposal=None).count()


def test_a_look_under_an_older_version_proposes_nothing(world: World) -> None:
    looked(world, count=200)
    accepted_strategy(world)

    assert not insights.propose(world.workspace, by=LEARNING)


def test_what_is_being_tried_is_left_alone(world: World) -> None:
    looked(world, count=200)
    for proposal in insights.propose(world.workspace, by=LEARNING):
        proposals.accept(proposal, trial_weeks=4, by=world.actor("owner"))
    tried = set(Proposal.objects.values_list("subject", flat=True))

    effects.learn(world.workspace, by=LEARNING)
    insights.propose(world.workspace, by=LEARNING)

    assert not tried & set(Proposal.objects.filter(state="open").values_list("subject", flat=True))


def test_a_few_posts_say_nothing(world: World) -> None:
    measured_posts(world, 20)

    assert not effects.learn(world.workspace, by=LEARNING)
    look = latest_look(world.workspace.pk)
    assert look is not None
    assert (look.posts, look.is_silent) == (20, True)
    assert not insights.propose(world.workspace, by=LEARNING)


def test_where_nothing_matters_nothing_is_said(world: World) -> None:
    measured_posts(world, 150, NOTHING_MATTERS)

    found = effects.learn(world.workspace, by=LEARNING)

    assert found
    assert not any(effect.is_clear for effect in found)
    assert not Insight.objects.filter(is_test=False)


def test_hours_that_nobody_knows_are_found_out_about_without_a_promise(world: World) -> None:
    measured_posts(world, 150, NOTHING_MATTERS)
    effects.learn(world.workspace, by=LEARNING)

    proposal = insights.propose(world.workspace, by=LEARNING)[0]

    assert proposal.title.startswith("Find out what ")
    assert proposal.expectation is None
    assert proposal.stands_on.sureness is None
    assert "nothing is promised" in proposal.reason


def test_young_posts_are_left_out(world: World) -> None:
    measured_posts(world, 60)
    with clock.frozen_at(clock.now() - timedelta(days=30)):
        effects.learn(world.workspace, by=LEARNING)

    look = Look.objects.get()
    assert 0 < look.posts < 60


def test_without_a_strategy_nothing_can_be_learned_for_it(world: World) -> None:
    with pytest.raises(Refusal, match="no strategy yet"):
        effects.learn(world.workspace, by=LEARNING)


@pytest.mark.parametrize("role", ["contributor", "viewer", "client", "outsider"])
def test_learning_takes_whoever_may_propose(world: World, role: str) -> None:
    accepted_strategy(world)

    with pytest.raises(NotAllowed):
        effects.learn(world.workspace, by=world.actor(role))
    assert not Effect.objects.exists()
