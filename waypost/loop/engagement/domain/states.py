"""The states of a conversation, as people read them. Which of them it is follows from what was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from waypost.loop.publishing.domain.states import State as Sending
from waypost.toolkit.wording import _

NEVER_LEAVES = (Sending.REJECTED, Sending.MISSED, Sending.CANCELLED)
"""States of an answer's publication in which nobody is answered by it."""


class State(StrEnum):
    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Looks:
    """How a state is said and drawn: the word on screen, tone and shape, and what it means."""

    word: str
    tone: str
    shape: str
    meaning: str


LOOKS: Mapping[State, Looks] = {
    State.WAITING: Looks(
        _("Waits for us"), "neutral", "ring", _("They spoke last, and nobody has answered.")
    ),
    State.OPEN: Looks(_("Answered"), "good", "check", _("We spoke last; it comes back when they answer.")),
    State.CLOSED: Looks(
        _("Closed"), "quiet", "dot", _("Nobody has to do anything, unless they write again.")
    ),
}


def state_of(*, is_closed: bool, waiting_since: datetime | None) -> State:
    """The state of a conversation: whoever waits reopens what was closed."""
    if waiting_since is not None:
        return State.WAITING
    return State.CLOSED if is_closed else State.OPEN
