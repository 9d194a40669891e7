import pytest
from django.test import Client

from tests.world import World
from waypost.foundation.notices.models import Notice, Task
from waypost.loop.strategy.actions import drafts, reviews, versions
from waypost.loop.strategy.models import StrategyVersion, VersionReview
from waypost.loop.strategy.queries import draft_of
from waypost.loop.strategy.tests.factories import accepted_strategy, asked_review, member_of, open_draft
from waypost.toolkit.refusal import NotAllowed, Refusal

DRAFT = "/tern/strategy/draft/"


def accept(world: World, review: VersionReview) -> StrategyVersion:
    draft = StrategyVersion.objects.get(pk=review.version_id)
    return versions.accept(draft, based_on=draft.based_on, by=world.actor("owner"))


def change(world: World) -> None:
    draft = draft_of(world.access("strategist"))
    assert draft is not None
    drafts.replace_section(
        draft, section="purpose", content={"purpose": "Prints."}, by=world.actor("strategist")
    )


def said_by(client: Client, page: str) -> str:
    return client.get(page).content.decode()


def test_a_draft_goes_from_review_to_approval_to_acceptance(world: World) -> None:
    review = asked_review(world, "approver")
    with pytest.raises(Refusal, match="Ada Fonseca was asked to look at it"):
        accept(world, review)

    reviews.approve(review, seen=review.version.seen, words="Good.", by=world.actor("approver"))

    assert accept(world, review).number == 1


def test_an_approval_covers_the_draft_exactly_as_it_was(world: World) -> None:
    review = asked_review(world)
    reviews.approve(review, seen=review.version.seen, by=world.actor("manager"))
    change(world)

    with pytest.raises(Refusal, match="changed after Mateus Ribeiro approved it"):
        accept(world, review)


def test_what_was_changed_while_somebody_read_is_not_approved(world: World) -> None:
    review = asked_review(world)
    seen = review.version.seen
    change(world)

    with pytest.raises(Refusal, match="changed while you were reading"):
        reviews.approve(review, seen=seen, by=world.actor("manager"))


def test_a_returned_draft_is_not_accepted_until_somebody_is_asked_again(world: World) -> None:
    review = asked_review(world)
    reviews.give_back(review, words="More of the harbour.", by=world.actor("manager"))
    with pytest.raises(Refusal, match="More of the harbour"):
        accept(world, review)

    draft = StrategyVersion.objects.get(pk=review.version_id)
    again = reviews.ask(draft, reviewer=member_of(world, "manager"), by=world.actor("strategist"))
    reviews.approve(again, seen=draft.seen, by=world.actor("manager"))

    assert accept(world, again).is_current


def test_a_request_that_is_taken_back_stands_in_nobody_s_way_and_is_kept(world: World) -> None:
    review = asked_review(world)

    reviews.withdraw(review, by=world.actor("strategist"))

    version = accept(world, review)
    assert [kept.state for kept in version.reviews.all()] == ["withdrawn"]


def test_only_the_one_who_was_asked_answers(world: World) -> None:
    review = asked_review(world, "manager")

    with pytest.raises(NotAllowed, match="Mateus Ribeiro was asked"):
        reviews.approve(review, seen=review.version.seen, by=world.actor("owner"))


def test_returning_takes_words(world: World) -> None:
    with pytest.raises(Refusal, match="Say in a sentence"):
        reviews.give_back(asked_review(world), words=" ", by=world.actor("manager"))


def test_nobody_reviews_their_own_draft_and_a_brand_of_one_has_no_reviews(world: World) -> None:
    draft = open_draft(world)
    with pytest.raises(Refusal, match="Choose somebody else"):
        reviews.ask(draft, reviewer=member_of(world, "owner"), by=world.actor("owner"))

    world.workspace.size = "solo"
    world.workspace.save()

    with pytest.raises(Refusal, match="brand of one person"):
        reviews.ask(
            StrategyVersion.objects.get(pk=draft.pk),
            reviewer=member_of(world, "manager"),
            by=world.actor("owner"),
        )
    assert "Ask somebody" not in said_by(world.client("owner"), DRAFT)


def test_two_are_not_asked_at_a_time(world: World) -> None:
    review = asked_review(world)

    with pytest.raises(Refusal, match="asked already"):
        reviews.ask(review.version, reviewer=member_of(world, "approver"), by=world.actor("strategist"))


def test_whoever_is_asked_finds_a_task_and_it_is_done_with_the_answer(world: World) -> None:
    review = asked_review(world, "approver")
    task = Task.objects.get(person=world.person("approver"))
    assert (task.what, task.href) == ("Look at the draft of the strategy", DRAFT)

    reviews.approve(review, seen=review.version.seen, by=world.actor("approver"))

    task.refresh_from_db()
    assert task.done_at is not None
    told = Notice.objects.get(person=world.person("strategist"), kind="review")
    assert told.sentence == "Ada Fonseca approved the draft of the strategy"


def test_the_page_leads_through_a_review(world: World) -> None:
    accepted_strategy(world)
    open_draft(world)
    strategist, approver = world.client("strategist"), world.client("approver")
    reviewer = member_of(world, "approver").pk

    strategist.post(f"{DRAFT}review/", {"reviewer": reviewer, "request": "Is it shorter?"})

    assert "It waits for its review" in said_by(strategist, DRAFT)
    assert "Make this the strategy" not in said_by(strategist, DRAFT)
    page = said_by(approver, DRAFT)
    assert "Sunniva Vale asks you to look at it" in page
    review, seen = VersionReview.objects.get(), draft_of(world.access("owner")).seen
    approver.post(f"{DRAFT}review/{review.pk}/approval/", {"seen": seen, "words": "Yes."})
    assert "Make this the strategy" in said_by(strategist, DRAFT)

    strategist.post(f"{DRAFT}acceptance/", {"based_on": "1", "note": "Shorter"})

    assert "Who looked at it first" in said_by(strategist, "/tern/strategy/versions/2/")


def test_somebody_who_was_not_asked_cannot_be_chosen_by_a_forged_form(world: World) -> None:
    open_draft(world)

    answer = world.client("owner").post(f"{DRAFT}review/", {"reviewer": "999999"})

    assert answer.status_code == 422
    assert "Choose who should look" in answer.content.decode()
