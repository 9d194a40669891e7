"""What a brief takes to be handed over, and until when its post is asked for."""

from dataclasses import dataclass
from datetime import date, timedelta

from waypost.toolkit.wording import _

MOST_AHEAD = 60
"""Days before it goes out: earlier than that nobody asks for a post."""
MOST_CHECKPOINTS = 8
MOST_DAYS = 366
"""Days before it goes out: nothing on the way to a post is due earlier."""


@dataclass(frozen=True)
class Ask:
    """What a brief asks for so far: whether it says anything, whether somebody writes it, until when."""

    says: bool
    has_writer: bool
    due_on: date | None


def missing(ask: Ask) -> tuple[str, ...]:
    """What is missing before somebody can begin, each as a part of a sentence; nothing when it is complete."""
    wanted = (
        (ask.says, _("what to say")),
        (ask.has_writer, _("who writes it")),
        (ask.due_on is not None, _("until when")),
    )
    return tuple(words for is_there, words in wanted if not is_there)


def due_before(goes_out_on: date, days: int, today: date) -> date:
    """`days` before a post goes out, on a weekday; today at the earliest, the day itself at the latest.

    A Saturday or Sunday becomes the Friday before it where that lies ahead: deadlines that nobody works on are missed.
    """
    wanted = goes_out_on - timedelta(days=days)
    friday = wanted - timedelta(days=max(0, wanted.weekday() - 4))
    return min(max(friday if friday >= today else wanted, today), goes_out_on)


def too_late(due_on: date, goes_out_on: date) -> bool:
    """Whether a post is asked for only after it goes out."""
    return due_on > goes_out_on
