from typing import Any

from django.db import models, transaction

from waypost.foundation.journal import reactions, statements
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.toolkit import clock


def record(
    verb: str, subject: models.Model, *, by: Actor, workspace_id: int | None = None, **details: Any
) -> Entry:
    """Write down that `by` did `verb` to `subject`; whoever reacts to the verb hears of it after the commit."""
    entry = Entry(
        verb=verb,
        workspace_id=workspace_id if workspace_id is not None else getattr(subject, "workspace_id", None),
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_label=str(subject)[:200],
        actor_kind=by.kind,
        actor_id=by.id,
        actor_label=by.label[:200],
        details=details,
        reacted_at=clock.now() if reactions.is_left(verb) else None,
    )
    statements.write(entry)
    if reactions.has(verb) and not reactions.is_left(verb):
        transaction.on_commit(lambda: reactions.hurry(entry))
    return entry
