from django.db import IntegrityError, transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.engagement.models import SavedReply
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

LONGEST = 2000


@transaction.atomic
def add(workspace: Workspace, *, label: str, text: str, by: Actor) -> SavedReply:
    """Keep words for answers that come again and again."""
    require(by, "conversation.answer", workspace.pk)
    reply = SavedReply(workspace=workspace)
    _write(reply, label, text, by)
    record("saved_reply.added", reply, by=by)
    return reply


@transaction.atomic
def change(reply: SavedReply, *, label: str, text: str, by: Actor) -> SavedReply:
    """Change the words, or what they are called."""
    require(by, "conversation.answer", reply.workspace_id)
    _write(reply, label, text, by)
    record("saved_reply.changed", reply, by=by)
    return reply


@transaction.atomic
def remove(reply: SavedReply, *, by: Actor) -> None:
    """Throw the words away; answers that used them stay as they are."""
    require(by, "conversation.answer", reply.workspace_id)
    record("saved_reply.removed", reply, by=by)
    reply.delete()


def _write(reply: SavedReply, label: str, text: str, by: Actor) -> None:
    reply.label, reply.text = label.strip()[:80], text.strip()
    if not reply.label:
        raise Refusal("Give it a name, so that others find it.", field="label")
    if not reply.text:
        raise Refusal("Write the words that are to be kept.", field="text")
    if len(reply.text) > LONGEST:
        raise Refusal(f"Keep it to {LONGEST} characters; this has {len(reply.text)}.", field="text")
    reply.changed_by_label, reply.changed_at = by.label[:200], clock.now()
    try:
        with transaction.atomic():
            reply.save()
    except IntegrityError as error:
        raise Refusal("Another saved reply has that name. Choose a different one.", field="label") from error
