from datetime import datetime

from django.db import models
from django.db.models import QuerySet

from waypost.foundation.journal import reactions
from waypost.foundation.journal.models import Entry


def history_of(subject: models.Model) -> QuerySet[Entry]:
    """What happened to `subject`, newest first."""
    return Entry.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)


def entries_of(workspace_id: int) -> QuerySet[Entry]:
    """What happened in a workspace, newest first."""
    return Entry.objects.filter(workspace_id=workspace_id)


def without_reaction(before: datetime) -> QuerySet[Entry]:
    """Entries that somebody reacts to and nobody has, recorded before `before`; oldest first."""
    return Entry.objects.filter(reacted_at=None, at__lt=before, verb__in=reactions.verbs()).order_by("id")
