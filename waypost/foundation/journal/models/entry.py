from django.db import models

from waypost.foundation.journal.domain.actor import Actor, Kind
from waypost.foundation.journal.domain.words import words_of
from waypost.toolkit import clock


class Entry(models.Model):
    """One thing that happened. No foreign keys: it outlives what it describes."""

    at = models.DateTimeField(default=clock.now)
    verb = models.CharField(max_length=80)
    workspace_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    subject_label = models.CharField(max_length=200)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=60, blank=True)
    actor_label = models.CharField(max_length=200)
    details = models.JSONField(default=dict)
    reacted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            # What others did is told from the index alone, past the thousands of things that one did oneself.
            models.Index(
                fields=["workspace_id", "-id", "actor_kind", "actor_id", "verb"],
                name="journal_of_workspace_by",
            ),
            models.Index(fields=["subject_type", "subject_id", "-id"], name="journal_of_subject"),
            models.Index(fields=["id"], name="journal_without_reaction", condition=models.Q(reacted_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.actor_label}: {self.verb} {self.subject_label}"

    @property
    def actor(self) -> Actor:
        kind: Kind = self.actor_kind  # type: ignore[assignment]
        return Actor(kind, self.actor_id, self.actor_label)

    @property
    def words(self) -> str:
        """What happened, as people read it."""
        return words_of(self.verb)
