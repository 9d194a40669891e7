"""Answers are written here and leave by publishing, under its promises."""

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.models import Post
from waypost.loop.engagement.actions.conversations import locked
from waypost.loop.engagement.actions.judging import judge
from waypost.loop.engagement.actions.threading import move_to_roots
from waypost.loop.engagement.domain.threads import Said, roots_of
from waypost.loop.engagement.domain.voice import blanks_in
from waypost.loop.engagement.models import Conversation, Message
from waypost.loop.engagement.queries import messages_of
from waypost.loop.publishing.actions import answers as sending
from waypost.loop.publishing.models import Publication
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def answer(
    conversation: Conversation, *, text: str, stands_on: str = "", seen: int | None = None, by: Actor
) -> Message:
    """Answer the latest message of the person; who answers takes the conversation if nobody had it.

    `stands_on` is the tone or holding statement it was written by. `seen` is the last message that the writer had
    read: when a colleague has answered since, this one is not sent.
    """
    access = require(by, "conversation.answer", conversation.workspace_id)
    found = locked(conversation)
    said = messages_of(found)
    _refuse_what_was_said(said, text.strip(), seen)
    if blanks := blanks_in(text):
        raise Refusal(f"Fill in {' and '.join(blanks)} first.", field="text")
    if not found.channel.is_connected:
        raise Refusal(f"{found.channel.name} is not connected. Connect it again, then send this answer.")
    theirs = next(one for one in reversed(said) if not one.is_ours)
    publication = sending.send(found.channel, text=text, in_reply_to=theirs.remote_id, by=by)
    message = Message.objects.create(
        workspace_id=found.workspace_id,
        conversation=found,
        channel_id=found.channel_id,
        in_reply_to=theirs.remote_id,
        is_ours=True,
        author_label=by.label[:200],
        text=publication.text,
        at=clock.now(),
        publication=publication,
        stands_on=stands_on[:200],
    )
    if found.assigned_to_id is None and access.member_id is not None:
        found.assigned_to_id = access.member_id
        found.save(update_fields=["assigned_to"])
    judge([found])
    record("conversation.answered", found, by=by, publication=publication.pk, message=message.pk)
    return message


@transaction.atomic
def follow(publication: Publication, *, by: Actor) -> None:
    """Let conversations know what became of a publication: an answer that was sent, or a post under which somebody spoke."""
    require(by, "conversation.answer", publication.workspace_id)
    message = Message.objects.filter(publication=publication).select_related("conversation").first()
    if message is not None:
        _follow_answer(message, publication, by)
    elif publication.remote_id and publication.post.kind == Post.Kind.POST:
        Conversation.objects.filter(
            channel_id=publication.channel_id, remote_root=publication.remote_id, publication=None
        ).update(publication=publication)


def _follow_answer(message: Message, publication: Publication, by: Actor) -> None:
    touched = {message.conversation_id: locked(message.conversation)}
    before = touched[message.conversation_id].state
    if publication.is_published and publication.remote_id and not message.remote_id:
        message.remote_id = publication.remote_id
        message.url = publication.remote_url
        message.at = publication.published_at or message.at
        message.save(update_fields=["remote_id", "url", "at"])
        root = touched[message.conversation_id].remote_root
        # Somebody may have answered it before we knew its id: that belongs under our root too.
        roots = roots_of([Said(message.remote_id, root=root)], {})
        touched |= {one.pk: one for one in move_to_roots(publication.channel, roots)}
    judge(list(touched.values()))
    after = touched[message.conversation_id].state
    if before != after:
        record("conversation.followed", message.conversation, by=by, publication=publication.pk, state=after)


def _refuse_what_was_said(said: list[Message], text: str, seen: int | None) -> None:
    """Keep two people from answering past each other, and one from answering twice."""
    last = said[-1]
    ours = [one for one in said if one.is_ours]
    latest = max(ours, key=lambda one: one.pk, default=None)
    if last.is_ours and latest is not None and latest.text == text and latest.leaves:
        raise Refusal(
            "This answer is on its way already. Write another one if there is more to say.", field="text"
        )
    if seen is not None and latest is not None and latest.pk > seen:
        raise Refusal(
            f"{latest.author_label} answered while you were writing. Read that, and send yours if it is still needed.",
            field="text",
        )
