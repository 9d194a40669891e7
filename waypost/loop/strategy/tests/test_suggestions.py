import pytest

from tests.world import World
from waypost.foundation.notices.models import Notice
from waypost.loop.strategy.actions import proposals, suggestions
from waypost.loop.strategy.models import Comment, Proposal
from waypost.loop.strategy.queries import current_version, draft_of
from waypost.loop.strategy.tests.factories import accepted_strategy, proposed, suggested
from waypost.toolkit.refusal import Refusal


def test_a_suggestion_carries_its_words_and_what_it_came_from(world: World) -> None:
    found = suggested(world)

    assert (found.title, found.section, found.put_by) == ("More of the harbour.", "pillars", "Cato Lind")
    assert found.reason.endswith("People ask for it every day.")
    assert (found.stands_on.measure, found.stands_on.page) == ("Version 1", "strategy/versions/1/")
    assert found.is_suggestion


def test_taking_it_up_puts_it_beside_the_draft_and_changes_nothing_yet(world: World) -> None:
    taken = suggestions.take_up(suggested(world), note="Good point.", by=world.actor("strategist"))

    current = current_version(world.workspace.pk)
    assert current is not None
    assert (taken.state, taken.made_version, current.number) == ("accepted", None, 1)
    comment = Comment.objects.get(version=draft_of(world.access("owner")))
    assert (comment.section, comment.words) == (
        "pillars",
        "Cato Lind suggested: More of the harbour.\nPeople ask for it every day.",
    )


def test_whoever_suggested_it_is_told_what_was_decided_and_why(world: World) -> None:
    proposals.decline(suggested(world), reason="It rains there.", by=world.actor("owner"))

    told = Notice.objects.get(person=world.person("contributor"), kind="proposal")
    assert told.sentence == "Declined: “More of the harbour.”: It rains there."


def test_alone_taking_it_up_leads_to_the_section_without_a_draft(world: World) -> None:
    found = suggested(world, by="owner")
    type(world.workspace).objects.update(size="solo")

    answer = world.client("owner").post(f"/tern/strategy/proposals/{found.pk}/uptake/")

    assert answer["Location"] == "/tern/strategy/sections/pillars/"
    assert draft_of(world.access("owner")) is None


def test_what_people_suggest_does_not_crowd_out_what_the_results_say(world: World) -> None:
    accepted_strategy(world)
    for role in ("manager", "marketer", "contributor", "client"):
        suggested(world, by=role)

    assert proposed(world).state == "open"


def test_nobody_suggests_about_the_same_twice_while_it_waits(world: World) -> None:
    suggested(world)

    with pytest.raises(Refusal, match="You suggested something about the same already"):
        suggested(world)
    assert suggested(world, by="client").state == "open"


def test_a_suggestion_is_not_tried_and_a_proposal_is_not_taken_up(world: World) -> None:
    with pytest.raises(Refusal, match="would change nothing"):
        proposals.accept(suggested(world), trial_weeks=4, by=world.actor("owner"))
    with pytest.raises(Refusal, match="says exactly what it changes"):
        suggestions.take_up(proposed(world), by=world.actor("owner"))


def test_what_is_decided_is_not_taken_up_again(world: World) -> None:
    declined = proposals.decline(suggested(world), by=world.actor("owner"))

    with pytest.raises(Refusal, match="decided already"):
        suggestions.take_up(declined, by=world.actor("owner"))


def test_a_suggestion_is_made_on_its_page_and_decided_among_the_proposals(world: World) -> None:
    version = accepted_strategy(world)
    viewer, owner = world.client("viewer"), world.client("owner")
    page = f"/tern/strategy/suggestions/version/{version.pk}/"
    assert page in viewer.get("/tern/strategy/").content.decode()

    empty = viewer.post(page, {"words": " ", "section": "voice"})
    made = viewer.post(page, {"words": "Say “print”, not “piece”.", "section": "voice"})

    assert empty.status_code == 422
    found = Proposal.objects.get()
    assert made["Location"] == f"/tern/strategy/proposals/{found.pk}/"
    assert "Suggested by people" in owner.get("/tern/strategy/proposals/").content.decode()
    shown = owner.get(f"/tern/strategy/proposals/{found.pk}/").content.decode()
    assert "Take it into the draft" in shown
    assert "Try it for four weeks" not in shown
    owner.post(f"/tern/strategy/proposals/{found.pk}/uptake/")
    assert (
        "Viggo Dahl suggested: Say “print”, not “piece”."
        in owner.get("/tern/strategy/draft/").content.decode()
    )


@pytest.mark.parametrize("address", ["version/999999/", "moon/1/"])
def test_nothing_is_suggested_about_what_is_not_there(world: World, address: str) -> None:
    accepted_strategy(world)

    assert world.client("owner").get(f"/tern/strategy/suggestions/{address}").status_code == 404


def test_without_a_strategy_there_is_nothing_to_change(world: World) -> None:
    with pytest.raises(Refusal, match="no strategy yet"):
        suggestions.suggest(
            world.workspace, section="voice", words="?", kind="version", thing_id=1, by=world.actor("owner")
        )
