from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Member
from waypost.foundation.workspaces.queries import require
from waypost.loop.strategy.actions.drafts import still_open
from waypost.loop.strategy.domain.reviews import State
from waypost.loop.strategy.models import StrategyVersion, VersionReview
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal
from waypost.toolkit.wording import _


@transaction.atomic
def ask(draft: StrategyVersion, *, reviewer: Member, request: str = "", by: Actor) -> VersionReview:
    """Ask another member, by name, to look at the draft before it is accepted."""
    require(by, "strategy.edit", draft.workspace_id)
    draft = still_open(draft)
    if draft.workspace.is_solo:
        raise Refusal(_("Nobody else decides in a brand of one person. Accept the draft when it is ready."))
    if reviewer.workspace_id != draft.workspace_id:
        raise Refusal(
            _("That person does not work on this brand. Choose one of its members."), field="reviewer"
        )
    if reviewer.person_id == by.person_id:
        raise Refusal(_("Choose somebody else: you know what you wrote."), field="reviewer")
    if draft.reviews.filter(state=State.WAITING).exists():
        raise Refusal(_("Somebody was asked already. Wait for the answer, or take that request back first."))
    review = VersionReview.objects.create(
        workspace_id=draft.workspace_id,
        version=draft,
        asked=reviewer,
        asked_label=str(reviewer),
        asked_by=by.label,
        asked_by_person=by.person_id,
        request=request.strip()[:300],
    )
    record("strategy.review_asked", review, by=by, reviewer=review.asked_label, note=review.request)
    return review


@transaction.atomic
def approve(review: VersionReview, *, seen: str, words: str = "", by: Actor) -> VersionReview:
    """Approve the draft exactly as it was read: `seen` is its `seen` at that time. A later change is not covered."""
    found = _answerable(review, by)
    if found.version.seen != seen:
        raise Refusal(_("The draft was changed while you were reading. Look at it again, then decide."))
    return _decide(found, State.APPROVED, words, by)


@transaction.atomic
def give_back(review: VersionReview, *, words: str, by: Actor) -> VersionReview:
    """Give the draft back with words about what should change."""
    found = _answerable(review, by)
    if not words.strip():
        raise Refusal(_("Say in a sentence what should change."), field="words")
    return _decide(found, State.RETURNED, words, by)


@transaction.atomic
def withdraw(review: VersionReview, *, by: Actor) -> VersionReview:
    """Take the request back: the draft goes on without this review, and that is kept."""
    require(by, "strategy.edit", review.workspace_id)
    found = _locked(review)
    if found.state == State.WITHDRAWN:
        raise Refusal(_("That request was taken back already."))
    before = found.state
    found.state = State.WITHDRAWN
    found.decided_at = found.decided_at or clock.now()
    found.save(update_fields=["state", "decided_at"])
    record(
        "strategy.review_withdrawn", found, by=by, reviewer=found.asked_label, before=before, note=found.words
    )
    return found


def refuse_unsettled(draft: StrategyVersion) -> None:
    """Let nothing be accepted that somebody was asked about and did not approve as it is."""
    latest = _latest(draft)
    if latest is not None and latest.in_the_way:
        raise Refusal(latest.in_the_way)


def _latest(draft: StrategyVersion) -> VersionReview | None:
    return draft.reviews.select_related("version").first()


def _locked(review: VersionReview) -> VersionReview:
    rows = VersionReview.objects.select_for_update().select_related("version__workspace")
    found = rows.get(pk=review.pk)
    still_open(found.version)
    return found


def _answerable(review: VersionReview, by: Actor) -> VersionReview:
    access = require(by, "strategy.see", review.workspace_id)
    if review.asked_id is None or access.member_id != review.asked_id:
        raise NotAllowed(
            _("{name} was asked, and only they can answer. Comment on a section instead.").format(
                name=review.asked_label
            )
        )
    found = _locked(review)
    if found.state != State.WAITING:
        raise Refusal(_("This was answered or taken back already. Reload the page to see it."))
    return found


def _decide(review: VersionReview, state: State, words: str, by: Actor) -> VersionReview:
    review.state = state
    review.words = words.strip()[:2000]
    review.decided_at = clock.now()
    review.read_at = review.version.changed_at
    review.save(update_fields=["state", "words", "decided_at", "read_at"])
    record(f"strategy.review_{state}", review, by=by, note=review.words, reviewer=review.asked_label)
    return review
