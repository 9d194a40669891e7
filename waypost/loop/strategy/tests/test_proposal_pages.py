from typing import Any

from django.urls import reverse

from tests.world import World
from waypost.loop.strategy.actions import proposals
from waypost.loop.strategy.domain.evidence import Interval, Outcome
from waypost.loop.strategy.domain.proposals import Verdict
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.tests.factories import accepted_strategy, evidence, proposed


def page(world: World, proposal: Proposal, role: str = "strategist") -> str:
    address = reverse("strategy:proposal", kwargs={"workspace": "tern", "proposal_id": proposal.pk})
    answer = world.client(role).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def decide(world: World, proposal: Proposal, name: str, **fields: str) -> Proposal:
    address = reverse(f"strategy:{name}", kwargs={"workspace": "tern", "proposal_id": proposal.pk})
    answer = world.client("strategist").post(address, fields)
    assert answer.status_code == 302
    proposal.refresh_from_db()
    return proposal


def listing(world: World, role: str = "viewer") -> str:
    return (
        world.client(role).get(reverse("strategy:proposals", kwargs={"workspace": "tern"})).content.decode()
    )


def test_the_page_alone_says_why_it_is_proposed(world: World) -> None:
    said = page(world, proposed(world))

    assert "Give Harbour life 35 % of posts, from 25 %" in said
    assert "People click on it more than on anything else." in said
    assert "5\u00a0% more clicks per post" in said
    assert "+2\u00a0% to +8\u00a0%" in said
    assert "Very sure: in 98 of 100 cases" in said
    assert "118 posts" in said
    assert "If the next 20 posts about harbour life" in said
    assert "Differences in format, channel and weekday and hour, growth and season are taken out." in said


def test_what_was_seen_opens_to_its_posts(world: World) -> None:
    said = page(world, proposed(world))

    assert 'href="/tern/results/posts/?pillar=harbour-life"' in said
    assert "+32\u00a0%" in said


def test_trying_comes_first_among_the_decisions(world: World) -> None:
    said = page(world, proposed(world))

    words = ["Try it for four weeks", "Accept it for good", "Not now", "Decline"]
    places = [said.index(word) for word in words]
    assert places == sorted(places)


def test_what_it_changes_is_shown_before_it_is_accepted(world: World) -> None:
    said = page(world, proposed(world))

    assert "<del>25\u00a0%</del> <ins>35\u00a0%</ins>" in said


def test_somebody_who_does_not_decide_reads_and_has_no_buttons(world: World) -> None:
    said = page(world, proposed(world), "manager")

    assert "An owner or a strategist of this brand decides." in said
    assert "Try it for four weeks" not in said


def test_a_trial_is_begun_and_kept(world: World) -> None:
    proposal = decide(world, proposed(world), "trial", weeks="4")
    assert proposal.state == "trying"
    assert "unless somebody keeps it" in page(world, proposal)

    kept = decide(world, proposal, "trial_end", keep="yes")

    assert kept.state == "accepted"
    assert "Keep it" not in page(world, kept)


def test_a_trial_is_taken_back_early(world: World) -> None:
    proposal = decide(world, proposed(world), "trial")

    ended = decide(world, proposal, "trial_end", keep="no")

    assert (ended.state, ended.ended_version) == ("taken_back", 3)


def test_the_other_decisions_are_taken_on_the_page(world: World) -> None:
    assert decide(world, proposed(world), "postponement").state == "postponed"
    assert (
        decide(world, Proposal.objects.get(), "proposal_refusal", note="No room.").decision_note == "No room."
    )
    assert decide(world, proposed(world), "proposal_acceptance").state == "accepted"


def test_a_decided_proposal_still_shows_what_it_changed(world: World) -> None:
    accepted = proposals.accept(proposed(world), by=world.actor("owner"))

    said = page(world, accepted)

    assert "<del>25\u00a0%</del> <ins>35\u00a0%</ins>" in said
    assert "Version 2" in said


def test_deciding_twice_says_that_it_is_decided(world: World) -> None:
    declined = proposals.decline(proposed(world), by=world.actor("owner"))
    address = reverse("strategy:trial", kwargs={"workspace": "tern", "proposal_id": declined.pk})

    answer = world.client("strategist").post(address, follow=True)

    assert "is decided already: declined" in answer.content.decode()


def test_the_list_has_the_open_ones_and_the_ledger_with_what_came_of_each(world: World) -> None:
    hit = proposals.accept(proposed(world), by=world.actor("owner"))
    outcome = Outcome(
        verdict=Verdict.HIT,
        sentence="6 % more clicks per post, as expected.",
        gain=Interval(value=0.06, low=0.01, high=0.1),
    )
    proposals.judge(hit, outcome=outcome, by=world.actor("owner"))

    said = listing(world)

    assert "Came true" in said
    assert "6 % more clicks per post, as expected." in said
    assert "Nothing waits for a decision." in said


def test_without_proposals_the_list_teaches_what_they_are(world: World) -> None:
    accepted_strategy(world)

    assert "What should change, and why" in listing(world)


def test_a_proposal_without_evidence_to_draw_can_be_read(world: World) -> None:
    bare = proposed(world, evidence=evidence(points=(), sureness=None, would_change=()), expects=None)

    said = page(world, bare)

    assert "dots-row" not in said
    assert "What we expect" not in said


def test_a_list_of_many_takes_few_questions(world: World, django_assert_max_num_queries: Any) -> None:
    for _number in range(12):
        proposals.decline(proposed(world), by=world.actor("owner"))
    proposed(world)
    world.client("viewer")

    with django_assert_max_num_queries(15):
        listing(world)


def test_the_strategy_page_names_what_is_proposed(world: World) -> None:
    proposal = proposed(world)

    said = (
        world.client("viewer")
        .get(reverse("strategy:strategy", kwargs={"workspace": "tern"}))
        .content.decode()
    )

    assert "What the results say should change" in said
    assert f"/tern/strategy/proposals/{proposal.pk}/" in said
