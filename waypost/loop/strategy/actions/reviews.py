from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Member
from waypost.foundation.workspaces.queries import require
from waypost.loop.strategy.actions.asking import (
    answer,
    ask_somebody,
    only_the_asked,
    refuse_in_the_way,
    take_back,
)
from waypost.loop.strategy.actions.drafts import still_open
from waypost.loop.strategy.domain.reviews import State
from waypost.loop.strategy.models import StrategyVersion, VersionReview
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _


@transaction.atomic
def ask(draft: StrategyVersion, *, reviewer: Member, request: str = "", by: Actor) -> VersionReview:
    """Ask another member, by name, to look at the draft before it is accepted."""
    require(by, "strategy.edit", draft.workspace_id)
    draft = still_open(draft)
    review = ask_somebody(
        VersionReview(workspace=draft.workspace, version=draft),
        reviewer=reviewer,
        request=request,
        is_waited_for=draft.reviews.filter(state=State.WAITING).exists(),
        alone=_("Nobody else decides in a brand of one person. Accept the draft when it is ready."),
        by=by,
    )
    review.save()
    record("strategy.review_asked", review, by=by, reviewer=review.asked_label, note=review.request)
    return review


@transaction.atomic
def approve(review: VersionReview, *, seen: str, words: str = "", by: Actor) -> VersionReview:
    """Approve the draft exactly as it was read: `seen` is its `seen` at that time. A later change is not covered."""
    found = _of_the_asked(review, by)
    if found.is_waiting and found.version.seen != seen:
        raise Refusal(_("The draft was changed while you were reading. Look at it again, then decide."))
    return _decide(found, State.APPROVED, words, by)


@transaction.atomic
def give_back(review: VersionReview, *, words: str, by: Actor) -> VersionReview:
    """Give the draft back with words about what should change."""
    return _decide(_of_the_asked(review, by), State.RETURNED, words, by)


@transaction.atomic
def withdraw(review: VersionReview, *, by: Actor) -> VersionReview:
    """Take the request back: the draft goes on without this review, and that is kept."""
    require(by, "strategy.edit", review.workspace_id)
    found = _locked(review)
    before = take_back(found)
    record(
        "strategy.review_withdrawn", found, by=by, reviewer=found.asked_label, before=before, note=found.words
    )
    return found


def refuse_unsettled(draft: StrategyVersion) -> None:
    """Let nothing be accepted that somebody was asked about and did not approve as it is."""
    refuse_in_the_way(draft.reviews.select_related("version").first())


def _locked(review: VersionReview) -> VersionReview:
    rows = VersionReview.objects.select_for_update().select_related("version__workspace")
    found = rows.get(pk=review.pk)
    still_open(found.version)
    return found


def _of_the_asked(review: VersionReview, by: Actor) -> VersionReview:
    only_the_asked(review, require(by, "strategy.see", review.workspace_id))
    return _locked(review)


def _decide(review: VersionReview, state: State, words: str, by: Actor) -> VersionReview:
    answer(review, state, words)
    record(f"strategy.review_{state}", review, by=by, note=review.words, reviewer=review.asked_label)
    return review
