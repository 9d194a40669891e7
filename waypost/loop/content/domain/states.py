"""The states of a post and the decisions of a review."""

from enum import StrEnum

from waypost.loop.planning.domain.calendar import Shape
from waypost.toolkit.wording import _


class State(StrEnum):
    """Where a post stands between its first word and its approval."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    APPROVED = "approved"


class Decision(StrEnum):
    """What somebody did with a post in review."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


AFTER: dict[Decision, State] = {
    Decision.SUBMITTED: State.IN_REVIEW,
    Decision.APPROVED: State.APPROVED,
    Decision.RETURNED: State.RETURNED,
    Decision.WITHDRAWN: State.DRAFT,
}

POSSIBLE: dict[State, frozenset[Decision]] = {
    State.DRAFT: frozenset({Decision.SUBMITTED}),
    State.IN_REVIEW: frozenset({Decision.APPROVED, Decision.RETURNED, Decision.WITHDRAWN}),
    State.RETURNED: frozenset({Decision.SUBMITTED}),
    State.APPROVED: frozenset({Decision.RETURNED, Decision.WITHDRAWN}),
}

WORDS: dict[State, str] = {
    State.DRAFT: _("Draft"),
    State.IN_REVIEW: _("In review"),
    State.RETURNED: _("Returned"),
    State.APPROVED: _("Approved"),
}

TONES: dict[State, tuple[str, Shape]] = {
    State.DRAFT: ("quiet", "ring"),
    State.IN_REVIEW: ("neutral", "half"),
    State.RETURNED: ("warn", "cross"),
    State.APPROVED: ("good", "check"),
}

WHY_NOT: dict[tuple[State, Decision], str] = {
    (State.DRAFT, Decision.APPROVED): _("This post was changed or was never submitted. Submit it first."),
    (State.DRAFT, Decision.RETURNED): _("This post is still a draft; there is nothing to return."),
    (State.DRAFT, Decision.WITHDRAWN): _("This post is a draft already; go on writing."),
    (State.IN_REVIEW, Decision.SUBMITTED): _(
        "This post is in review already; wait for the answer, or withdraw it."
    ),
    (State.RETURNED, Decision.APPROVED): _("This post was returned. Submit it again after the changes."),
    (State.RETURNED, Decision.RETURNED): _("This post was returned already; its author has the note."),
    (State.RETURNED, Decision.WITHDRAWN): _("This post was returned already; go on writing."),
    (State.APPROVED, Decision.SUBMITTED): _("This post is approved as it is; there is nothing to submit."),
    (State.APPROVED, Decision.APPROVED): _("This post is approved already."),
}


def may_follow(state: State, decision: Decision) -> bool:
    """Tell whether `decision` is possible for a post in `state`."""
    return decision in POSSIBLE[state]
