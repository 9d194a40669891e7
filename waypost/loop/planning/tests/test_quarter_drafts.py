from datetime import timedelta

import pytest

from waypost.foundation.notices.models import Notice, Task
from waypost.loop.planning.actions import quarter_reviews, quarters
from waypost.loop.planning.models import Quarter, QuarterReview, Slot
from waypost.loop.planning.tests.factories import asked_review, drafted_quarter, member_of, opened_quarter
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit.refusal import NotAllowed, Refusal


def words(response):
    return response.content.decode()


def test_a_draft_lays_nothing_and_opening_it_does(world):
    quarter = drafted_quarter(world)
    assert not Slot.objects.exists()

    quarters.begin(quarter, by=world.actor("manager"))

    assert Slot.objects.filter(quarter=quarter).count() == 36
    assert Quarter.objects.get().is_open


def test_it_is_opened_once(world):
    quarter = quarters.begin(drafted_quarter(world), by=world.actor("manager"))

    with pytest.raises(Refusal):
        quarters.begin(quarter, by=world.actor("manager"))


def test_a_draft_keeps_others_off_its_days(world):
    quarter = drafted_quarter(world)

    with pytest.raises(Refusal, match="throw that draft away"):
        quarters.draft(
            world.workspace, starts_on=quarter.ends_on, ends_on=quarter.ends_on, by=world.actor("manager")
        )


def test_a_draft_is_thrown_away_and_an_open_quarter_is_not(world):
    quarters.discard(drafted_quarter(world), by=world.actor("manager"))
    assert not Quarter.objects.exists()

    with pytest.raises(Refusal):
        quarters.discard(opened_quarter(world), by=world.actor("manager"))


def test_what_the_last_one_taught_is_carried_in(world):
    before = opened_quarter(world)
    quarters.close(before, lessons="Fog sells.", by=world.actor("manager"))

    following = drafted_quarter(
        world, starts_on=before.ends_on + timedelta(days=1), ends_on=before.ends_on + timedelta(days=28)
    )

    assert following.plan.carried == "Fog sells."


def test_an_unanswered_review_stands_in_the_way_and_an_approval_opens_it(world):
    review = asked_review(world)
    with pytest.raises(Refusal, match="Sunniva Vale"):
        quarters.begin(review.quarter, by=world.actor("manager"))

    quarter_reviews.approve(review, seen=review.quarter.seen, by=world.actor("strategist"))

    assert quarters.begin(review.quarter, by=world.actor("manager")).is_open


def test_a_return_needs_words_and_stands_in_the_way(world):
    review = asked_review(world)
    with pytest.raises(Refusal):
        quarter_reviews.give_back(review, words=" ", by=world.actor("strategist"))

    quarter_reviews.give_back(review, words="Fewer reels.", by=world.actor("strategist"))

    with pytest.raises(Refusal, match=r"Fewer reels\."):
        quarters.begin(review.quarter, by=world.actor("manager"))


def test_a_request_taken_back_stands_in_nobodys_way(world):
    review = asked_review(world)

    quarter_reviews.withdraw(review, by=world.actor("manager"))

    assert quarters.begin(review.quarter, by=world.actor("manager")).is_open


def test_what_was_changed_while_it_was_read_is_not_approved(world):
    with pytest.raises(Refusal, match="while you were reading"):
        quarter_reviews.approve(asked_review(world), seen="earlier", by=world.actor("strategist"))


@pytest.mark.parametrize("role", ["owner", "manager", "outsider"])
def test_only_the_one_who_was_asked_answers(world, role):
    review = asked_review(world)

    with pytest.raises(NotAllowed):
        quarter_reviews.approve(review, seen=review.quarter.seen, by=world.actor(role))


def test_one_asks_somebody_else_once_and_in_a_team(world):
    review = asked_review(world)
    again = {"reviewer": member_of(world, "owner"), "by": world.actor("manager")}
    with pytest.raises(Refusal, match="asked already"):
        quarter_reviews.ask(review.quarter, **again)
    quarter_reviews.withdraw(review, by=world.actor("manager"))
    with pytest.raises(Refusal, match="somebody else"):
        quarter_reviews.ask(review.quarter, reviewer=member_of(world, "manager"), by=world.actor("manager"))
    world.workspace.size = "solo"
    world.workspace.save()
    with pytest.raises(Refusal, match="one person"):
        quarter_reviews.ask(review.quarter, **again)


def test_whoever_is_asked_finds_a_task_that_ends_with_the_answer(world):
    review = asked_review(world)
    assert Task.objects.get().person == world.person("strategist")

    quarter_reviews.approve(review, seen=review.quarter.seen, by=world.actor("strategist"))

    assert Task.objects.get().done_at is not None
    assert Notice.objects.filter(
        person=world.person("manager"), sentence__contains="approved the plan"
    ).exists()


def test_those_who_write_are_told_that_it_is_open(world):
    opened_quarter(world)

    told = Notice.objects.filter(kind="quarter")

    assert world.person("contributor") in {notice.person for notice in told}
    assert world.person("viewer") not in {notice.person for notice in told}


def test_it_is_drafted_reviewed_and_opened_on_its_pages(world):
    accepted_strategy(world)
    manager, strategist = world.client("manager"), world.client("strategist")
    forms = {"off-TOTAL_FORMS": "3", "off-INITIAL_FORMS": "0"}
    days = {"starts_on": "2026-10-05", "ends_on": "2026-11-01"}

    answer = manager.post("/tern/quarters/new", {**days, **forms, "draft": "1"})
    at = f"/tern/quarters/{Quarter.objects.get().pk}"
    assert answer.url == f"{at}/plan"
    manager.post(f"{at}/review", {"reviewer": member_of(world, "strategist").pk, "request": "The pace?"})
    page = words(strategist.get(at))
    review = QuarterReview.objects.get()
    waiting = words(manager.get(at))
    strategist.post(f"/tern/quarter-reviews/{review.pk}/approval", {"seen": review.quarter.seen, "words": ""})
    ready = words(manager.get(at))
    manager.post(f"{at}/opening")

    assert "“The pace?”" in page
    assert "Approve it as it is" in page
    assert "Open it" not in waiting
    assert "Open it" in ready
    assert Quarter.objects.get().is_open


def test_a_draft_is_returned_and_taken_back_and_thrown_away_on_its_page(world):
    review = asked_review(world)
    quarter = f"/tern/quarters/{review.quarter_id}"

    world.client("strategist").post(f"/tern/quarter-reviews/{review.pk}/return", {"words": "Fewer reels."})
    page = words(world.client("manager").get(quarter))
    world.client("manager").post(f"/tern/quarter-reviews/{review.pk}/withdrawal")
    world.client("manager").post(f"{quarter}/removal")

    assert "Fewer reels." in page
    assert not Quarter.objects.exists()


def test_a_solo_brand_is_offered_no_draft_and_no_review(world):
    accepted_strategy(world)
    world.workspace.size = "solo"
    world.workspace.save()
    client = world.client("owner")

    page = words(client.get("/tern/quarters/new"))
    draft = words(client.get(f"/tern/quarters/{drafted_quarter(world).pk}"))

    assert "Draft it first" not in page
    assert "Ask somebody" not in draft
