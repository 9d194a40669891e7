"""Ask somebody to look at a drafted quarter, and answer."""

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Member
from waypost.foundation.workspaces.queries import require
from waypost.loop.planning.models import Quarter, QuarterReview
from waypost.loop.strategy.actions.asking import (
    answer,
    ask_somebody,
    only_the_asked,
    refuse_in_the_way,
    take_back,
)
from waypost.loop.strategy.domain.reviews import State
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def ask(quarter: Quarter, *, reviewer: Member, request: str = "", by: Actor) -> QuarterReview:
    """Ask another member, by name, to look at a draft before it is opened."""
    require(by, "plan.edit", quarter.workspace_id)
    quarter = _locked(quarter.pk)
    review = ask_somebody(
        QuarterReview(workspace=quarter.workspace, quarter=quarter),
        reviewer=reviewer,
        request=request,
        is_waited_for=quarter.reviews.filter(state=State.WAITING).exists(),
        alone="Nobody else decides in a brand of one person. Open the quarter when it is ready.",
        by=by,
    )
    review.save()
    record("quarter.review_asked", review, by=by, reviewer=review.asked_label, note=review.request)
    return review


@transaction.atomic
def approve(review: QuarterReview, *, seen: str, words: str = "", by: Actor) -> QuarterReview:
    """Approve the draft exactly as it was read: `seen` is its `seen` at that time. A later change is not covered."""
    found = _of_the_asked(review, by)
    if found.is_waiting and found.quarter.seen != seen:
        raise Refusal("The plan was changed while you were reading. Look at it again, then decide.")
    return _decide(found, State.APPROVED, words, by)


@transaction.atomic
def give_back(review: QuarterReview, *, words: str, by: Actor) -> QuarterReview:
    """Give the draft back with words about what should change."""
    return _decide(_of_the_asked(review, by), State.RETURNED, words, by)


@transaction.atomic
def withdraw(review: QuarterReview, *, by: Actor) -> QuarterReview:
    """Take the request back: the draft goes on without this review, and that is kept."""
    require(by, "plan.edit", review.workspace_id)
    found = _found(review)
    take_back(found)
    record("quarter.review_withdrawn", found, by=by, reviewer=found.asked_label)
    return found


def refuse_unsettled(quarter: Quarter) -> None:
    """Let nothing be opened that somebody was asked about and did not approve as it is."""
    refuse_in_the_way(quarter.reviews.select_related("quarter").first())


def _locked(quarter_id: int) -> Quarter:
    quarter = Quarter.objects.select_for_update().select_related("workspace").get(pk=quarter_id)
    if not quarter.is_draft:
        raise Refusal("This quarter is open already: there is nothing left to review.")
    return quarter


def _found(review: QuarterReview) -> QuarterReview:
    found = QuarterReview.objects.select_for_update().get(pk=review.pk)
    found.quarter = _locked(found.quarter_id)
    return found


def _of_the_asked(review: QuarterReview, by: Actor) -> QuarterReview:
    only_the_asked(review, require(by, "plan.see", review.workspace_id))
    return _found(review)


def _decide(review: QuarterReview, state: State, words: str, by: Actor) -> QuarterReview:
    answer(review, state, words)
    record(f"quarter.review_{state}", review, by=by, note=review.words, reviewer=review.asked_label)
    return review
