"""The states of a publication and the only ways between them.

Source of the graph: docs/publishing.md is drawn from this declaration; a test holds the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from waypost.toolkit.wording import _


class State(StrEnum):
    SCHEDULED = "scheduled"
    READY = "ready"
    ARMED = "armed"
    WAITING = "waiting"
    UNKNOWN = "unknown"
    PUBLISHED = "published"
    REJECTED = "rejected"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Looks:
    """How a state is said and drawn: the word on screen, tone and shape, what it means, what to do next."""

    word: str
    tone: str
    shape: str
    meaning: str
    next_step: str


LOOKS: Mapping[State, Looks] = {
    State.SCHEDULED: Looks(
        _("Scheduled"),
        "neutral",
        "ring",
        _("It has its time, and is prepared shortly before."),
        _("Nothing to do."),
    ),
    State.READY: Looks(
        _("Ready"),
        "neutral",
        "dot",
        _("Everything is prepared; it leaves at its time."),
        _("Nothing to do."),
    ),
    State.ARMED: Looks(
        _("Leaving"), "signal", "half", _("It is being sent at this moment."), _("Wait a moment.")
    ),
    State.WAITING: Looks(
        _("Waiting"),
        "warn",
        "half",
        _("The network asked to come back later, or could not be reached. Nothing was stored there."),
        _("It is tried again by itself until its time is too long past."),
    ),
    State.UNKNOWN: Looks(
        _("Needs checking"),
        "warn",
        "question",
        _("It was sent, but nobody knows whether it arrived. It is never sent again blindly."),
        _("Waypost looks for it first; where it cannot tell, look on the network and decide here."),
    ),
    State.PUBLISHED: Looks(_("Sent"), "good", "check", _("It is on the network."), _("Nothing to do.")),
    State.REJECTED: Looks(
        _("Refused"),
        "bad",
        "cross",
        _("The network refused it. Nothing was stored there."),
        _("Change the post, have it approved and schedule it again."),
    ),
    State.HELD: Looks(
        _("Held"),
        "warn",
        "hold",
        _("A person or a missing connection holds it back."),
        _("Look at it again and release it, or cancel it."),
    ),
    State.MISSED: Looks(
        _("Missed"),
        "bad",
        "cross",
        _("Its time passed by more than the grace, so it was not sent late."),
        _("Give it a new time, or cancel it."),
    ),
    State.CANCELLED: Looks(
        _("Cancelled"), "quiet", "ring", _("A person took it out of the queue."), _("Nothing to do.")
    ),
}

LATE_WORD = "an earlier sender says, late, that it arrived"
COPY_OF_THE_PAST = "restored from a backup, so it may have left since"

TRANSITIONS: Mapping[State, Mapping[State, str]] = {
    State.SCHEDULED: {
        State.PUBLISHED: LATE_WORD,
        State.UNKNOWN: COPY_OF_THE_PAST,
        State.READY: "prepared",
        State.HELD: "held",
        State.MISSED: "its time is too long past",
        State.CANCELLED: "cancelled",
        State.REJECTED: "the network refused its media",
    },
    State.READY: {
        State.PUBLISHED: LATE_WORD,
        State.UNKNOWN: COPY_OF_THE_PAST,
        State.ARMED: "armed, the only gate",
        State.SCHEDULED: "changed, so it is prepared anew",
        State.WAITING: "the network could not be reached",
        State.HELD: "held",
        State.MISSED: "its time is too long past",
        State.CANCELLED: "cancelled",
        State.REJECTED: "the network cannot take it",
    },
    State.ARMED: {
        State.PUBLISHED: "the network confirmed it",
        State.REJECTED: "the network refused it",
        State.WAITING: "certainly not stored",
        State.HELD: "the network wants the channel connected again",
        State.UNKNOWN: "anything else, or its holder went silent",
    },
    State.WAITING: {
        State.PUBLISHED: LATE_WORD,
        State.UNKNOWN: COPY_OF_THE_PAST,
        State.READY: "its time to try again came",
        State.SCHEDULED: "changed, so it is prepared anew",
        State.HELD: "held",
        State.MISSED: "its time is too long past",
        State.CANCELLED: "cancelled",
        State.REJECTED: "the network cannot take it",
    },
    State.UNKNOWN: {
        State.PUBLISHED: "found, or a person saw it",
        State.READY: "absent for certain, so it may be sent again",
        State.WAITING: "its sender says that nothing left",
        State.REJECTED: "its sender says that the network refused it",
        State.MISSED: "absent for certain, and its time is too long past",
        State.HELD: "absent for certain, while a hold is on",
        State.CANCELLED: "a person saw that it is not there and gave it up",
    },
    State.HELD: {
        State.SCHEDULED: "released",
        State.MISSED: "let go too late",
        State.CANCELLED: "cancelled",
        State.PUBLISHED: LATE_WORD,
    },
    State.MISSED: {
        State.SCHEDULED: "given a new time",
        State.CANCELLED: "cancelled",
        State.PUBLISHED: LATE_WORD,
    },
    State.REJECTED: {
        State.SCHEDULED: "given a new time",
        State.CANCELLED: "cancelled",
        State.PUBLISHED: LATE_WORD,
    },
    State.PUBLISHED: {},
    State.CANCELLED: {State.SCHEDULED: "given a new time", State.PUBLISHED: LATE_WORD},
}
"""From each state, where it may go, and why."""

QUEUED = (State.SCHEDULED, State.READY, State.WAITING)
"""States in which it still is to go out by itself."""

NEEDS_A_PERSON = (State.UNKNOWN, State.REJECTED, State.MISSED, State.HELD)
"""States that end only when a person decides (an unknown one may end by itself before)."""

ASKS = (*NEEDS_A_PERSON, State.ARMED, *QUEUED, State.PUBLISHED, State.CANCELLED)
"""Every state, the one that asks most of a person first."""

AT_REST = (State.PUBLISHED, State.REJECTED, State.MISSED, State.CANCELLED, State.HELD)


def may_go(before: State, after: State) -> bool:
    """Whether the graph has an arrow from `before` to `after`."""
    return after in TRANSITIONS[before]


def sources_of(after: State) -> tuple[State, ...]:
    """Every state with an arrow to `after`."""
    return tuple(before for before, ways in TRANSITIONS.items() if after in ways)


def _check() -> None:
    assert set(TRANSITIONS) == set(State) == set(LOOKS), "every state has its arrows and its looks"
    assert all(
        State.ARMED not in ways for before, ways in TRANSITIONS.items() if before is not State.READY
    ), "arming is the only gate"
    reached, edge = {State.SCHEDULED}, [State.SCHEDULED]
    while edge:
        new = set(TRANSITIONS[edge.pop()]) - reached
        reached |= new
        edge += new
    assert reached == set(State), "every state can be reached"


_check()
