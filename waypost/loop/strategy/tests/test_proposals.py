from datetime import timedelta

import pytest

from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.notices.models import Notice
from waypost.loop.strategy import tasks
from waypost.loop.strategy.actions import proposals, versions
from waypost.loop.strategy.domain.evidence import Interval, Outcome
from waypost.loop.strategy.domain.patch import AddItem, Patch, SetField
from waypost.loop.strategy.domain.proposals import Verdict
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.queries import accepted_before, current_version, draft_of, open_proposals
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.loop.strategy.tests.factories import MORE_HARBOUR, accepted_strategy, open_draft, proposed
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal

SYSTEM = Actor.system("a test")


def share(world: World, key: str = "harbour-life") -> float:
    version = current_version(world.workspace.pk)
    assert version is not None
    pillar = version.strategy.pillar(key)
    assert pillar is not None
    return pillar.share


def weekly(posts: float, role: str = "gallery") -> Patch:
    return Patch(operations=(SetField(at="channel_roles", key=role, field="posts_per_week", value=posts),))


def test_a_proposal_waits_and_changes_nothing(world: World) -> None:
    proposal = proposed(world)

    assert list(open_proposals(world.access("viewer"))) == [proposal]
    assert share(world) == 0.25
    assert proposal.based_on == 1
    assert Entry.objects.filter(verb="proposal.put_forward", subject_id=proposal.pk).exists()


def test_accepting_a_proposal_makes_a_new_version(world: World) -> None:
    proposal = proposed(world)

    accepted = proposals.accept(proposal, by=world.actor("strategist"))

    assert (share(world), share(world, "finished-work")) == (0.35, 0.25)
    assert (accepted.state, accepted.made_version, accepted.decided_by) == ("accepted", 2, "Sunniva Vale")
    assert not open_proposals(world.access("viewer"))


def test_a_proposal_is_applied_to_what_the_strategy_says_by_now(world: World) -> None:
    proposal = proposed(world)
    changed = tern_and_tide().model_copy(update={"purpose": "To print the harbour."})
    versions.adopt(world.workspace, strategy=changed, by=world.actor("strategist"))

    proposals.accept(proposal, by=world.actor("strategist"))

    version = current_version(world.workspace.pk)
    assert version is not None
    assert (version.number, version.strategy.purpose, share(world)) == (3, "To print the harbour.", 0.35)


def test_a_version_that_changed_the_same_place_overtakes_a_proposal(world: World) -> None:
    proposal = proposed(world)
    other = Patch(
        operations=(
            SetField(at="pillars", key="harbour-life", field="share", value=0.3),
            SetField(at="pillars", key="behind-the-scenes", field="share", value=0.35),
        )
    )

    versions.adopt(world.workspace, strategy=other.apply(tern_and_tide()), by=world.actor("strategist"))

    proposal.refresh_from_db()
    assert (proposal.state, proposal.decision_note) == ("overtaken", "Version 2 changed the same place.")
    with pytest.raises(Refusal, match="decided already"):
        proposals.accept(proposal, by=world.actor("strategist"))


def test_a_draft_that_is_open_stays_as_it_is(world: World) -> None:
    proposal = proposed(world)
    open_draft(world)

    proposals.accept(proposal, by=world.actor("strategist"))

    draft = draft_of(world.access("strategist"))
    assert draft is not None
    assert (draft.based_on, draft.strategy.purpose) == (1, "To print the harbour.")
    assert share(world) == 0.35


def test_a_trial_ends_by_itself_and_takes_back_what_was_tried(world: World) -> None:
    trial = proposals.accept(proposed(world), trial_weeks=4, by=world.actor("strategist"))
    assert (trial.state, share(world)) == ("trying", 0.35)

    with clock.frozen_at(clock.now() + timedelta(weeks=3, days=6)):
        tasks.end_trials()
        assert share(world) == 0.35
    with clock.frozen_at(clock.now() + timedelta(weeks=4, days=1)):
        tasks.end_trials()
        tasks.end_trials()

    trial.refresh_from_db()
    assert (trial.state, trial.ended_version, trial.ended_by) == ("taken_back", 3, "the end of a trial")
    current = current_version(world.workspace.pk)
    assert current is not None
    assert current.strategy == tern_and_tide()


def test_a_trial_that_somebody_keeps_stays(world: World) -> None:
    trial = proposals.accept(proposed(world), trial_weeks=4, by=world.actor("strategist"))

    kept = proposals.end_trial(trial, keep=True, note="It feels right.", by=world.actor("owner"))

    assert (kept.state, kept.ended_by, kept.ended_version) == ("accepted", "Odile Tern", None)
    assert share(world) == 0.35
    with clock.frozen_at(clock.now() + timedelta(weeks=9)):
        tasks.end_trials()
    assert share(world) == 0.35


def test_the_end_of_a_trial_leaves_alone_what_was_chosen_since(world: World) -> None:
    trial = proposals.accept(proposed(world), trial_weeks=4, by=world.actor("strategist"))
    chosen = Patch(
        operations=(
            SetField(at="pillars", key="harbour-life", field="share", value=0.5),
            SetField(at="pillars", key="behind-the-scenes", field="share", value=0.25),
        )
    )
    version = current_version(world.workspace.pk)
    assert version is not None
    versions.adopt(world.workspace, strategy=chosen.apply(version.strategy), by=world.actor("strategist"))

    ended = proposals.end_trial(trial, keep=False, by=SYSTEM)

    assert (ended.state, ended.ended_version, share(world)) == ("taken_back", None, 0.5)


def test_what_others_built_upon_a_trial_stands_when_it_ends(world: World) -> None:
    visitor = Patch(operations=(AddItem(at="personas", item={"key": "visitor", "label": "A visitor"}),))
    trial = proposals.accept(proposed(world, visitor), trial_weeks=4, by=world.actor("strategist"))
    version = current_version(world.workspace.pk)
    assert version is not None
    upon = Patch(
        operations=(SetField(at="pillars", key="harbour-life", field="personas", value=["visitor"]),)
    )
    versions.adopt(world.workspace, strategy=upon.apply(version.strategy), by=world.actor("strategist"))

    with clock.frozen_at(clock.now() + timedelta(weeks=5)):
        tasks.end_trials()

    trial.refresh_from_db()
    current = current_version(world.workspace.pk)
    assert (trial.state, trial.ended_version) == ("taken_back", None)
    assert current is not None
    assert current.strategy.persona("visitor") is not None


def test_those_who_decide_are_told(world: World) -> None:
    proposal = proposed(world)

    told = Notice.objects.filter(workspace=world.workspace, kind="proposal")

    assert {notice.person_id for notice in told} == {world.person("owner").pk, world.person("strategist").pk}
    assert told[0].href == f"/tern/strategy/proposals/{proposal.pk}/"


def test_two_trials_at_once_are_each_taken_back(world: World) -> None:
    first = proposals.accept(proposed(world), trial_weeks=4, by=world.actor("strategist"))
    other = proposed(world, weekly(3), subject="posts_per_week", kind="rhythm")
    second = proposals.accept(other, trial_weeks=4, by=world.actor("strategist"))

    proposals.end_trial(first, keep=False, by=SYSTEM)
    proposals.end_trial(second, keep=False, by=SYSTEM)

    current = current_version(world.workspace.pk)
    assert current is not None
    assert current.strategy == tern_and_tide()


def test_at_most_three_are_open_at_a_time(world: World) -> None:
    for role in ("gallery", "journal", "harbour"):
        proposed(world, weekly(1, role), subject=role)

    with pytest.raises(Refusal, match="3 proposals are open already"):
        proposed(world)

    proposals.postpone(open_proposals(world.access("owner"))[0], by=world.actor("owner"))
    assert proposed(world).state == "open"


def test_only_one_open_proposal_speaks_of_a_place(world: World) -> None:
    proposed(world)

    with pytest.raises(Refusal, match="about the same place"):
        proposed(world, weekly(2), subject="pillars")


def test_what_is_put_off_comes_back_at_the_next_review(world: World) -> None:
    later = proposals.postpone(proposed(world), note="After the fair.", by=world.actor("owner"))
    assert (later.state, later.decision_note) == ("postponed", "After the fair.")
    assert later.due_on.day == 1

    with clock.frozen_at(clock.now() + timedelta(days=50)):
        tasks.bring_back_proposals()

    later.refresh_from_db()
    assert later.state == "open"


def test_a_declined_proposal_keeps_its_reason(world: World) -> None:
    declined = proposals.decline(proposed(world), reason="We know why.", by=world.actor("strategist"))

    assert (declined.state, declined.decision_note) == ("declined", "We know why.")
    with pytest.raises(Refusal, match="decided already: declined"):
        proposals.postpone(declined, by=world.actor("strategist"))
    assert share(world) == 0.25


@pytest.mark.parametrize(
    ("patch", "words"),
    [
        (
            Patch(operations=(SetField(at="pillars", key="harbour-life", field="share", value=0.9),)),
            "not 100%",
        ),
        (
            Patch(operations=(SetField(at="pillars", key="gone", field="share", value=0.9),)),
            "not in the strategy",
        ),
        (
            Patch(operations=(SetField(at="pillars", key="harbour-life", field="share", value=7),)),
            "1 \\(100%\\)",
        ),
        (Patch(), "change nothing"),
    ],
)
def test_what_would_not_fit_is_not_proposed(world: World, patch: Patch, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        proposed(world, patch)

    assert not Proposal.objects.exists()


def test_evidence_that_cannot_be_read_is_refused(world: World) -> None:
    with pytest.raises(Refusal, match="cannot be read"):
        proposed(world, evidence={"measure": "clicks", "points": [{"label": "x"}]})
    with pytest.raises(Refusal, match="page"):
        proposed(world, evidence={"measure": "clicks", "page": "https://elsewhere.example/"})


def test_what_came_of_it_is_written_down(world: World) -> None:
    accepted = proposals.accept(proposed(world), by=world.actor("strategist"))
    outcome = Outcome(
        verdict=Verdict.HIT, sentence="As expected.", gain=Interval(value=0.06, low=0.01, high=0.1), posts=40
    )

    judged = proposals.judge(accepted, outcome=outcome, by=SYSTEM)

    assert (judged.verdict, judged.came_of_it) == ("hit", outcome)


def test_nothing_can_have_come_of_what_was_never_in_force(world: World) -> None:
    with pytest.raises(Refusal, match="never put in force"):
        proposals.judge(proposed(world), outcome=Outcome(verdict=Verdict.MISS, sentence="No."), by=SYSTEM)


@pytest.mark.parametrize("role", ["manager", "marketer", "contributor", "viewer", "client"])
def test_deciding_takes_whoever_answers_for_the_strategy(world: World, role: str) -> None:
    proposal = proposed(world)

    with pytest.raises(NotAllowed):
        proposals.accept(proposal, by=world.actor(role))
    with pytest.raises(NotAllowed):
        proposals.decline(proposal, by=world.actor(role))


@pytest.mark.parametrize("weeks", [0, 27, -1])
def test_a_trial_has_a_length_that_can_be_waited_for(world: World, weeks: int) -> None:
    with pytest.raises(Refusal, match="at least one week"):
        proposals.accept(proposed(world), trial_weeks=weeks, by=world.actor("owner"))


def test_history_is_judged_by_the_version_of_its_time(world: World) -> None:
    accepted_strategy(world)
    later = clock.now() + timedelta(minutes=1)

    with clock.frozen_at(later):
        proposals.accept(proposed(world, MORE_HARBOUR), by=world.actor("owner"))

    then, now = accepted_before(world.access("viewer"), later).first(), current_version(world.workspace.pk)
    assert then is not None
    assert now is not None
    assert (then.number, now.number) == (1, 2)
