"""What becomes of a review of a draft: the states it goes through, and when it stands in the way of accepting."""

from collections.abc import Mapping
from enum import StrEnum

from waypost.loop.strategy.domain.proposals import Looks
from waypost.toolkit.wording import _


class State(StrEnum):
    WAITING = "waiting"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


LOOKS: Mapping[State, Looks] = {
    State.WAITING: Looks(_("Waits for an answer"), "signal", "half"),
    State.APPROVED: Looks(_("Approved"), "good", "check"),
    State.RETURNED: Looks(_("Returned"), "warn", "cross"),
    State.WITHDRAWN: Looks(_("Taken back"), "quiet", "dot"),
}


def in_the_way(state: State, *, name: str, words: str, is_as_it_was: bool) -> str:
    """Say why a draft with this as its latest review is not accepted yet; "" when nothing stands in the way.

    `is_as_it_was` says whether the draft is still what `name` read.
    """
    if state is State.WAITING:
        sentence = _("{name} was asked to look at it. Wait for the answer, or take the request back.")
    elif state is State.RETURNED:
        sentence = _(
            "{name} returned it: “{words}”. Change it and ask again, or go on without by taking the request back."
        )
    elif state is State.APPROVED and not is_as_it_was:
        sentence = _(
            "It was changed after {name} approved it. Ask again, or go on without by taking the request back."
        )
    else:
        return ""
    return sentence.format(name=name, words=words)
