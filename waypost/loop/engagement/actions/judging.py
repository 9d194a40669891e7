"""Derives what a conversation says of its messages, from its messages."""

from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, datetime
from typing import NamedTuple

from django.db.models.functions import Substr

from waypost.loop.engagement.domain.incoming import opening_of
from waypost.loop.engagement.domain.standing import HISTORY, Turn, standing_of
from waypost.loop.engagement.domain.states import NEVER_LEAVES, state_of
from waypost.loop.engagement.models import Conversation, Mailbox, Message
from waypost.loop.publishing.domain.states import State as Publication

DERIVED = (
    "state", "closed_at", "closed_by_label", "opened_at", "last_message_at", "last_words", "last_is_ours",
    "waiting_since", "answered_at", "answer",
)  # fmt: skip
_ALWAYS = datetime(1, 1, 1, tzinfo=UTC)


class _Row(NamedTuple):
    conversation_id: int
    id: int
    is_ours: bool
    at: datetime
    publication_id: int | None
    publication_state: str | None
    opening: str

    @property
    def turn(self) -> Turn:
        """An answer whose publication is gone was sent, as far as anybody can know."""
        state = self.publication_state
        return Turn(
            self.id,
            self.is_ours,
            self.at,
            stands=state not in NEVER_LEAVES,
            is_sent=state is None or state == Publication.PUBLISHED,
        )


def judge(conversations: Collection[Conversation]) -> None:
    """Write down how these conversations stand now. Call it in the transaction that locked and changed them."""
    rows = _rows(conversations)
    opened = _opened({conversation.channel_id for conversation in conversations})
    for conversation in conversations:
        if rows[conversation.pk]:
            _judge(conversation, rows[conversation.pk], opened.get(conversation.channel_id, _ALWAYS))
    Conversation.objects.bulk_update(conversations, DERIVED, 200)


def _judge(conversation: Conversation, rows: list[_Row], mailbox_opened_at: datetime) -> None:
    is_ever = conversation.reopened_at is not None or mailbox_opened_at == _ALWAYS
    standing = standing_of(
        (row.turn for row in rows),
        seen_to=conversation.seen_to,
        news_from=_ALWAYS if is_ever else mailbox_opened_at - HISTORY,
    )
    ours = max((row for row in rows if row.is_ours), key=lambda row: row.id, default=None)
    last = next(row for row in rows if row.id == standing.last)
    conversation.opened_at = standing.opened_at
    conversation.last_message_at = standing.last_message_at
    conversation.last_words = opening_of(last.opening)
    conversation.last_is_ours = last.is_ours
    conversation.waiting_since = standing.waiting_since
    conversation.answered_at = standing.answered_at
    conversation.answer_id = ours.publication_id if ours else None
    if standing.waiting_since is not None:
        conversation.closed_at, conversation.closed_by_label = None, ""
    elif ours is None and conversation.reopened_at is None and conversation.closed_at is None:
        conversation.closed_at = standing.last_message_at  # history: nobody ever had to do anything
    conversation.state = state_of(
        is_closed=conversation.closed_at is not None, waiting_since=standing.waiting_since
    )


def _rows(conversations: Collection[Conversation]) -> dict[int, list[_Row]]:
    found = (
        Message.objects.filter(conversation__in=conversations)
        .annotate(opening=Substr("text", 1, 600))
        .order_by("id")
        .values_list(
            "conversation_id", "id", "is_ours", "at", "publication_id", "publication__state", "opening"
        )
    )
    rows: dict[int, list[_Row]] = defaultdict(list)
    for row in found:
        rows[row[0]].append(_Row(*row))
    return rows


def _opened(channel_ids: set[int]) -> dict[int, datetime]:
    """Since when the mailboxes of these channels have been open."""
    return dict(Mailbox.objects.filter(channel__in=channel_ids).values_list("channel_id", "opened_at"))
