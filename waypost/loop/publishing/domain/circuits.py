"""When a network counts as silent, so that nothing is sent into the silence, and when it is tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from waypost.toolkit.wording import _

IN_A_ROW = 5
"""So many different posts that get no answer, one after the other, and none that got one between them …"""
FOR = timedelta(seconds=10)
"""… over at least so long, open the circuit: one bad post alone, or one bad second, does not."""
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (15, 30, 60, 120, 300))
"""How long nothing is sent before one post tries again: longer after each try that found silence."""
TURN = timedelta(seconds=70)
"""How long the one that tries has for it at most: the longest call, and a little more. It ends with its claim."""
BEHIND = timedelta(seconds=3)
"""How long the others wait while one tries."""
LONG = timedelta(minutes=5)
"""People are told of a silence that lasts so long; a shorter one is over before they have read of it."""
NOTED = timedelta(seconds=60)
"""An answer is written down again only after so long, unless silence went before it."""


class Standing(StrEnum):
    """How a network's server stands."""

    ANSWERS = "answers"
    UNSURE = "unsure"
    SILENT = "silent"
    TRYING = "trying"


@dataclass(frozen=True)
class Looks:
    """How a standing is said and drawn."""

    word: str
    tone: str
    shape: str


LOOKS = {
    Standing.ANSWERS: Looks(_("Answers"), "good", "check"),
    Standing.UNSURE: Looks(_("Some calls fail"), "warn", "half"),
    Standing.SILENT: Looks(_("Does not answer"), "bad", "cross"),
    Standing.TRYING: Looks(_("One post is trying it"), "warn", "half"),
}


def is_silent(failures: int, since: datetime, now: datetime) -> bool:
    """Whether `failures` posts in a row without an answer, the first at `since`, say that nobody is there."""
    return failures >= IN_A_ROW and now - since >= FOR


def pause_after(tries: int) -> timedelta:
    """How long to be quiet after the circuit opened and then `tries` posts found silence again."""
    return PAUSES[min(tries, len(PAUSES) - 1)]
