"""What may be wanted of a post that is out, how that stands, and for how long it is tried."""

from datetime import datetime, timedelta
from enum import StrEnum

from waypost.networks.contract import Card

PATIENCE = timedelta(hours=24)


class Kind(StrEnum):
    """What is to be done to it."""

    TAKE_DOWN = "take_down"
    EDIT = "edit"


class Standing(StrEnum):
    """Whether it is still to be done, was done, or will not be."""

    WANTED = "wanted"
    DONE = "done"
    REFUSED = "refused"


def offers(card: Card, kind: Kind) -> bool:
    """Whether the network lets us do that."""
    return card.deletes if kind is Kind.TAKE_DOWN else card.edits


def is_too_long(asked_at: datetime, now: datetime) -> bool:
    """Whether it was tried for so long that a person has to see to it."""
    return now - asked_at > PATIENCE
