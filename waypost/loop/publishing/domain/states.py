"""The states of a publication and the only ways between them.

Source of the graph: docs/publishing.md is drawn from this declaration; a test holds the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from waypost.toolkit.wording import _


class State(StrEnum):
    FOLLOWS = "follows"
    SCHEDULED = "scheduled"
    READY = "ready"
    ARMED = "armed"
    HANDED = "handed"
    WAITING = "waiting"
    UNKNOWN = "unknown"
    PUBLISHED = "published"
    REJECTED = "rejected"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"
    REMOVED = "removed"


@dataclass(frozen=True)
class Looks:
    """How a state is said and drawn: the word on screen, tone and shape, what it means, what to do next."""

    word: str
    tone: str
    shape: str
    meaning: str
    next_step: str


LOOKS: Mapping[State, Looks] = {
    State.FOLLOWS: Looks(
        _("Follows"),
        "neutral",
        "ring",
        _("It goes out under the post before it, as soon as that one is on the network."),
        _("Nothing to do; what holds up the one before it holds it up too."),
    ),
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
        _("Everything is prepared; it goes out at its time."),
        _("Nothing to do."),
    ),
    State.ARMED: Looks(
        _("Sending"), "signal", "half", _("It is being sent at this moment."), _("Wait a moment.")
    ),
    State.HANDED: Looks(
        _("Handed over"),
        "signal",
        "half",
        _(
            "No program may post there, so it is with the person who does; nobody has said yet that it is out."
        ),
        _("Post it from the kit and paste its link, or say that it cannot be posted."),
    ),
    State.WAITING: Looks(
        _("Waiting"),
        "warn",
        "half",
        _("The network asked to come back later, or could not be reached. Nothing was stored there."),
        _("Waypost tries again by itself until its time is too long past."),
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
    State.REMOVED: Looks(
        _("Taken down"),
        "quiet",
        "cross",
        _("It was on the network, and is not there any more."),
        _("Nothing to do; it can be published again."),
    ),
}

LATE_WORD = "an earlier sender says, late, that it arrived"
COPY_OF_THE_PAST = "restored from a backup, so it may have left since"

TRANSITIONS: Mapping[State, Mapping[State, str]] = {
    State.FOLLOWS: {
        State.SCHEDULED: "the one before it is out",
        State.HELD: "a hold is on, or its place is not known",
        State.MISSED: "the one before it came out too late",
        State.UNKNOWN: COPY_OF_THE_PAST,
        State.CANCELLED: "cancelled, or the one before it was",
    },
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
        State.HANDED: "handed, through the same gate, to the person who posts there",
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
    State.HANDED: {
        State.PUBLISHED: "the person says that it is there",
        State.UNKNOWN: "the kit ran out and nobody said a word",
        State.SCHEDULED: "changed or given a new time, so it is handed over anew",
        State.HELD: "held, or the person cannot post it",
        State.CANCELLED: "cancelled",
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
        State.FOLLOWS: "the one before it is not out, so it cannot be",
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
    State.PUBLISHED: {State.REMOVED: "taken down, as a person wanted"},
    State.REMOVED: {},
    State.CANCELLED: {
        State.SCHEDULED: "given a new time",
        State.FOLLOWS: "the one before it goes out again",
        State.PUBLISHED: LATE_WORD,
    },
}
"""From each state, where it may go, and why."""

BEGINNINGS = (State.SCHEDULED, State.FOLLOWS)
"""Where a publication begins: with a time of its own, or with a place under another one."""

QUEUED = (State.SCHEDULED, State.READY, State.WAITING)
"""States in which it still is to go out by itself."""

STOPPABLE = (*QUEUED, State.HANDED)
"""States that a hold ends: what is queued stays, what is with a person is taken back."""

NEEDS_A_PERSON = (State.HANDED, State.UNKNOWN, State.REJECTED, State.MISSED, State.HELD)
"""States that end only when a person decides (an unknown one may end by itself before)."""

ASKS = (
    *NEEDS_A_PERSON,
    State.ARMED,
    *QUEUED,
    State.FOLLOWS,
    State.PUBLISHED,
    State.REMOVED,
    State.CANCELLED,
)
"""Every state, the one that asks most of a person first."""

OVER = (State.PUBLISHED, State.CANCELLED, State.REMOVED)
"""States after which its variant may go out again, by another publication."""


def may_go(before: State, after: State) -> bool:
    """Whether the graph has an arrow from `before` to `after`."""
    return after in TRANSITIONS[before]


def sources_of(after: State) -> tuple[State, ...]:
    """Every state with an arrow to `after`."""
    return tuple(before for before, ways in TRANSITIONS.items() if after in ways)


def _check() -> None:
    assert set(TRANSITIONS) == set(State) == set(LOOKS), "every state has its arrows and its looks"
    assert all(
        {State.ARMED, State.HANDED}.isdisjoint(ways)
        for before, ways in TRANSITIONS.items()
        if before is not State.READY
    ), "there is one gate, and only what is ready goes through it"
    reached, edge = set(BEGINNINGS), list(BEGINNINGS)
    while edge:
        new = set(TRANSITIONS[edge.pop()]) - reached
        reached |= new
        edge += new
    assert reached == set(State), "every state can be reached"


_check()
