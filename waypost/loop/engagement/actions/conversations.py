"""Whose conversation it is, and whether anybody still has to do something."""

from django.db import transaction
from django.db.models import Max

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Member
from waypost.foundation.workspaces.queries import require
from waypost.loop.engagement.actions.judging import judge
from waypost.loop.engagement.domain.states import State
from waypost.loop.engagement.models import Conversation
from waypost.loop.engagement.queries import who_may_answer
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def assign(conversation: Conversation, *, to: Member | None, by: Actor) -> Conversation:
    """Give a conversation to somebody who may answer on its channel, or to nobody."""
    access = require(by, "conversation.assign", conversation.workspace_id)
    usable_channel(access, conversation.channel_id)
    channel = Channel.objects.get(pk=conversation.channel_id)
    if to is not None and to not in who_may_answer(access, channel):
        raise Refusal(
            f"Only somebody who may answer on {channel.name} can take this. Choose one of those.", field="to"
        )
    found = locked(conversation)
    if found.assigned_to_id != (to.pk if to else None):
        found.assigned_to = to
        found.save(update_fields=["assigned_to"])
        record("conversation.assigned", found, by=by, member=to.pk if to else None, to=str(to) if to else "")
    return found


@transaction.atomic
def close(conversation: Conversation, *, by: Actor) -> Conversation:
    """Say that nobody has to do anything here; it opens again by itself when they write again."""
    usable_channel(require(by, "conversation.answer", conversation.workspace_id), conversation.channel_id)
    found = locked(conversation)
    if found.is_closed:
        raise Refusal("It is closed already. It opens again when they write again.")
    found.seen_to = found.messages.aggregate(last=Max("pk"))["last"] or 0
    found.closed_at, found.closed_by_label, found.reopened_at = clock.now(), by.label[:200], None
    found.state, found.waiting_since = State.CLOSED, None
    found.save(
        update_fields=["seen_to", "closed_at", "closed_by_label", "reopened_at", "state", "waiting_since"]
    )
    judge([found])
    record("conversation.closed", found, by=by)
    return found


@transaction.atomic
def reopen(conversation: Conversation, *, by: Actor) -> Conversation:
    """Take a closed conversation up again, however old it is."""
    usable_channel(require(by, "conversation.answer", conversation.workspace_id), conversation.channel_id)
    found = locked(conversation)
    if not found.is_closed:
        raise Refusal("It is open. Answer, or close it.")
    found.seen_to, found.closed_at, found.closed_by_label, found.reopened_at = 0, None, "", clock.now()
    found.state, found.waiting_since = State.OPEN, None
    found.save(
        update_fields=["seen_to", "closed_at", "closed_by_label", "reopened_at", "state", "waiting_since"]
    )
    judge([found])
    record("conversation.reopened", found, by=by)
    return found


def locked(conversation: Conversation) -> Conversation:
    """The conversation as it is now, kept from others until the transaction ends."""
    rows = Conversation.objects.select_for_update(of=("self",)).select_related("workspace", "channel")
    return rows.get(pk=conversation.pk)
