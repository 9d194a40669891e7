"""How a conversation stands: when it began, who spoke last, who waits and since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

HISTORY = timedelta(days=14)
"""What was said longer ago than this before its channel was connected comes in as history: nobody waits for it."""


@dataclass(frozen=True)
class Turn:
    """One message. `order` counts up as Waypost learns of messages; an answer that never leaves does not stand."""

    order: int
    is_ours: bool
    at: datetime
    stands: bool = True
    is_sent: bool = False


@dataclass(frozen=True)
class Standing:
    """`waiting_since` is None when nobody waits; `last` is the order of the latest message."""

    opened_at: datetime
    last_message_at: datetime
    last: int
    waiting_since: datetime | None
    answered_at: datetime | None


def standing_of(turns: Iterable[Turn], *, seen_to: int, news_from: datetime) -> Standing:
    """Judge a conversation of at least one turn.

    Somebody waits for what we learned of after our last standing answer and after `seen_to` (up to which a person
    closed it), said at or after `news_from`. What we had not seen when we answered was not answered, whenever it
    was said. The result does not depend on the order in which the turns are given.
    """
    known = sorted(turns, key=lambda turn: (turn.at, turn.order))
    answers = [turn for turn in known if turn.is_ours and turn.stands]
    handled = max([seen_to, *(turn.order for turn in answers)])
    waiting = [
        turn.at for turn in known if not turn.is_ours and turn.order > handled and turn.at >= news_from
    ]
    return Standing(
        opened_at=known[0].at,
        last_message_at=known[-1].at,
        last=known[-1].order,
        waiting_since=min(waiting, default=None),
        answered_at=max((turn.at for turn in answers if turn.is_sent), default=None),
    )
