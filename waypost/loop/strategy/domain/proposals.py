"""The states of a proposal, the ways between them, and whether its patch still finds what it was made for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.patch import Patch, PatchConflict, SetField
from waypost.toolkit.wording import _

MOST_OPEN = 3
"""More than this nobody weighs with care."""

TRIAL_WEEKS = 4
"""The trial that is offered first."""

LONGEST_TRIAL_WEEKS = 26

PERSON = "person"
"""The source of what a member proposes."""


class State(StrEnum):
    OPEN = "open"
    TRYING = "trying"
    ACCEPTED = "accepted"
    TAKEN_BACK = "taken_back"
    POSTPONED = "postponed"
    DECLINED = "declined"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True)
class Looks:
    """How a state is said and drawn: the word on screen, its tone and shape."""

    word: str
    tone: str
    shape: str


LOOKS: Mapping[State, Looks] = {
    State.OPEN: Looks(_("Open"), "signal", "ring"),
    State.TRYING: Looks(_("Being tried"), "neutral", "half"),
    State.ACCEPTED: Looks(_("Accepted"), "good", "check"),
    State.TAKEN_BACK: Looks(_("Tried, taken back"), "quiet", "cross"),
    State.POSTPONED: Looks(_("Not now"), "quiet", "hold"),
    State.DECLINED: Looks(_("Declined"), "quiet", "cross"),
    State.OVERTAKEN: Looks(_("Overtaken"), "quiet", "dot"),
}

WAYS: Mapping[State, frozenset[State]] = {
    State.OPEN: frozenset({State.TRYING, State.ACCEPTED, State.POSTPONED, State.DECLINED, State.OVERTAKEN}),
    State.POSTPONED: frozenset({State.OPEN, State.TRYING, State.ACCEPTED, State.DECLINED, State.OVERTAKEN}),
    State.TRYING: frozenset({State.ACCEPTED, State.TAKEN_BACK}),
    State.ACCEPTED: frozenset(),
    State.TAKEN_BACK: frozenset(),
    State.DECLINED: frozenset(),
    State.OVERTAKEN: frozenset(),
}
"""From each state, where a proposal may go; nothing leaves the last four."""

UNDECIDED = frozenset({State.OPEN, State.POSTPONED})
IN_FORCE = frozenset({State.TRYING, State.ACCEPTED})


class Verdict(StrEnum):
    HIT = "hit"
    MISS = "miss"
    UNCLEAR = "unclear"


VERDICTS: Mapping[Verdict, Looks] = {
    Verdict.HIT: Looks(_("Came true"), "good", "check"),
    Verdict.MISS: Looks(_("Did not come true"), "bad", "cross"),
    Verdict.UNCLEAR: Looks(_("Cannot be told"), "quiet", "question"),
}


def still_applies(patch: Patch, inverse: Patch, strategy: Strategy) -> bool:
    """Whether the places that `patch` sets hold what they held when `inverse` was made, and the rest is still there.

    A patch could be applied over a value that somebody chose since; that would undo a choice nobody looked at.
    """
    try:
        now = patch.inverse(strategy)
    except PatchConflict:
        return False
    return _values(now) == _values(inverse)


def next_review(today: date) -> date:
    """The first day of the next month that is at least two weeks away: when reviews weigh proposals."""
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first if first - today >= timedelta(days=14) else (first + timedelta(days=32)).replace(day=1)


def _values(inverse: Patch) -> dict[tuple[str, str | None, str], object]:
    return {
        (operation.at, operation.key, operation.field): operation.value
        for operation in inverse.operations
        if isinstance(operation, SetField)
    }
