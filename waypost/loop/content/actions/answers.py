from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.domain.hashing import content_hash
from waypost.loop.content.domain.snapshot import IN_REPLY_TO
from waypost.loop.content.models import Post, Variant
from waypost.loop.content.queries.variants import outgoing_of
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count


@transaction.atomic
def write(channel: Channel, *, text: str, in_reply_to: str, by: Actor) -> Variant:
    """Write an answer to a message on a channel, to leave at once; who may answer approves it by sending it."""
    access = require(by, "conversation.answer", channel.workspace_id)
    usable_channel(access, channel.pk)
    text = text.strip()
    if not text:
        raise Refusal("Write an answer first.", field="text")
    length = channel.count(text, in_reply_to=in_reply_to)
    if length.over:
        raise Refusal(
            f"{channel.card.label} takes {count(length.limit, 'character', 'characters')}; "
            f"this is {length.over} too long.",
            field="text",
        )
    local = channel.workspace.local(clock.now())
    post = Post.objects.create(
        workspace=channel.workspace,
        kind=Post.Kind.ANSWER,
        body=text,
        reactive=True,
        author_id=access.member_id,
        author_label=by.label,
        state=Post.State.APPROVED,
        planned_on=local.date(),
        planned_time=local.time(),
        planned_zone=channel.workspace.timezone,
        planned_at=clock.now(),
    )
    variant = Variant(workspace=channel.workspace, post=post, channel=channel)
    variant.options = {IN_REPLY_TO: in_reply_to}
    variant.content_hash = variant.approved_hash = content_hash(outgoing_of(variant))
    variant.save()
    record("answer.written", post, by=by, channel=channel.pk)
    return variant
