"""What it takes until posts can go out on a network: today, on accounts of one's own, after a review."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from waypost.toolkit.wording import _


class Standing(StrEnum):
    """How far away something is."""

    TODAY = "today"
    """It works as soon as the guide was followed."""
    OWN = "own"
    """It works for accounts that one administers, without anybody's review."""
    REVIEW = "review"
    """Somebody at the network must agree first."""


@dataclass(frozen=True, slots=True)
class Need:
    """One way to post there and what it takes, in whole sentences.

    `takes` is how long a review lasts as a rule, `until` what to do meanwhile; both only where there is a review.
    """

    standing: Standing
    sentence: str
    takes: str = ""
    until: str = ""


BY_HAND = Need(
    Standing.TODAY,
    _("Post by hand: at its time whoever posts gets the text and the pictures on their phone."),
)
"""What works everywhere."""
UNTIL_THEN = _("Post by hand. The channel, its history and what is scheduled stay when the permission comes.")


def by_hand_until(*, own: str = "", review: str = "", takes: str = "") -> tuple[Need, ...]:
    """Posting by hand today; by program on accounts of one's own (`own`) and after a review, where there are these."""
    ways = [BY_HAND]
    ways += [Need(Standing.OWN, own)] if own else []
    ways += [Need(Standing.REVIEW, review, takes=takes, until=UNTIL_THEN)] if review else []
    return tuple(ways)
