"""What every review asked of somebody by name has in common: whom one may ask, who may answer, what an answer keeps."""

from typing import TypeVar

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Member
from waypost.loop.strategy.domain.reviews import State
from waypost.loop.strategy.models.asked_review import AskedReview
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal
from waypost.toolkit.wording import _

AskedT = TypeVar("AskedT", bound=AskedReview)


def ask_somebody(
    review: AskedT, *, reviewer: Member, request: str, is_waited_for: bool, alone: str, by: Actor
) -> AskedT:
    """Fill in a new review of a draft, if `reviewer` may be asked; `alone` is what a brand of one person reads.

    The caller saves and records it.
    """
    if review.workspace.is_solo:
        raise Refusal(alone)
    if reviewer.workspace_id != review.workspace.pk:
        raise Refusal(
            _("That person does not work on this brand. Choose one of its members."), field="reviewer"
        )
    if reviewer.person_id == by.person_id:
        raise Refusal(_("Choose somebody else: you know what you wrote."), field="reviewer")
    if is_waited_for:
        raise Refusal(_("Somebody was asked already. Wait for the answer, or take that request back first."))
    review.asked, review.asked_label = reviewer, str(reviewer)
    review.asked_by, review.asked_by_person = by.label, by.person_id
    review.request = request.strip()[:300]
    return review


def only_the_asked(review: AskedReview, access: Access) -> None:
    """Let nobody answer but the member who was asked."""
    if review.asked is None or access.member_id != review.asked.pk:
        raise NotAllowed(_("{name} was asked, and only they can answer.").format(name=review.asked_label))


def answer(review: AskedReview, state: State, words: str) -> None:
    """Keep the answer to a review that still waits, and what it was about."""
    if review.state != State.WAITING:
        raise Refusal(_("This was answered or taken back already. Reload the page to see it."))
    if state is State.RETURNED and not words.strip():
        raise Refusal(_("Say in a sentence what should change."), field="words")
    review.state, review.words = state, words.strip()[:2000]
    review.decided_at, review.read_at = clock.now(), review.changed_at
    review.save(update_fields=["state", "words", "decided_at", "read_at"])


def take_back(review: AskedReview) -> State:
    """Take the request back, and say what it was before: the draft goes on without, and that is kept."""
    before = State(review.state)
    if before is State.WITHDRAWN:
        raise Refusal(_("That request was taken back already."))
    review.state = State.WITHDRAWN
    review.decided_at = review.decided_at or clock.now()
    review.save(update_fields=["state", "decided_at"])
    return before


def refuse_in_the_way(latest: AskedReview | None) -> None:
    """Let nothing take force that somebody was asked about and did not approve as it is."""
    if latest is not None and latest.in_the_way:
        raise Refusal(latest.in_the_way)
