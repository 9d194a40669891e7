"""What the end of the one mutating call means for the publication (ENGINE: "What an answer means")."""

from dataclasses import dataclass
from enum import StrEnum

from waypost.loop.publishing.domain.states import State
from waypost.networks.contract import Allowance, Disconnected, Rejected, Sent, TryLater, Unreachable
from waypost.toolkit.refusal import Refusal


class Outcome(StrEnum):
    """How an attempt ended, as its sender knows it."""

    PUBLISHED = "published"
    REJECTED = "rejected"
    NOT_STORED = "not_stored"
    DISCONNECTED = "disconnected"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True)
class Answer:
    """The end of an attempt. `after_seconds` counts from now; `said` is safe to show and to keep.

    `allowances` is what the network said is left of its limits; `heard` says whether it said a word at all, None
    where it was not asked.
    """

    outcome: Outcome
    said: str
    remote_id: str = ""
    remote_url: str = ""
    after_seconds: float = 0.0
    allowances: tuple[Allowance, ...] = ()
    heard: bool | None = None


STATE_AFTER = {
    Outcome.PUBLISHED: State.PUBLISHED,
    Outcome.REJECTED: State.REJECTED,
    Outcome.NOT_STORED: State.WAITING,
    Outcome.DISCONNECTED: State.HELD,
    Outcome.DOUBTFUL: State.UNKNOWN,
}
"""Where an armed publication goes after each outcome."""

DUPLICATE = "duplicate"
"""The code with which a network refuses what looks like a repeat."""


LONGEST_URL = 500
"""So many characters of an address are kept; a longer one, cut, would lead nowhere."""


def sent(found: Sent) -> Answer:
    """The network confirmed it."""
    said = "The network confirmed it."
    return Answer(
        Outcome.PUBLISHED, said, found.remote_id, url_of(found), allowances=found.allowances, heard=True
    )


def url_of(found: Sent) -> str:
    """The address of what is on the network; empty where it is too long to be kept."""
    return found.url if len(found.url) <= LONGEST_URL else ""


def too_late_to_write() -> Answer:
    """The sender woke after its deadline and wrote nothing."""
    return Answer(Outcome.NOT_STORED, "The sender woke up too late and wrote nothing.")


def without_database() -> Answer:
    """The database went away while the gate was asked for, so nothing was written."""
    return Answer(Outcome.NOT_STORED, "The database was away for a moment, so nothing was sent.")


def broken(error: Exception) -> Answer:
    """Something broke that nobody foresaw, before anything was sent: it is tried again, but not at once."""
    said = error.sentence if isinstance(error, Refusal) else f"Something went wrong ({type(error).__name__})."
    return Answer(
        Outcome.NOT_STORED, _cut(f"{said} Nothing was sent; it is tried again."), after_seconds=60.0
    )


def of_exception(error: Exception, *, doubted_before: bool) -> Answer:
    """What an exception out of the mutating call means.

    A refusal as a duplicate is evidence of presence when an earlier attempt ended in doubt, so it stays a doubt.
    Anything that is not one of the contract's three errors means that nobody knows.
    """
    if isinstance(error, Rejected):
        if error.code == DUPLICATE and doubted_before:
            return Answer(Outcome.DOUBTFUL, "The network says that it has this post already.", heard=True)
        return Answer(Outcome.REJECTED, _cut(error.reason), heard=True)
    if isinstance(error, TryLater):
        return Answer(
            Outcome.NOT_STORED,
            _cut(error.reason),
            after_seconds=max(0.0, error.after_seconds),
            allowances=error.allowances,
            heard=not isinstance(error, Unreachable),
        )
    if isinstance(error, Disconnected):
        return Answer(Outcome.DISCONNECTED, _cut(error.reason), heard=True)
    return Answer(Outcome.DOUBTFUL, f"No usable answer came ({type(error).__name__}).", heard=False)


def _cut(reason: str) -> str:
    return reason[:300]
