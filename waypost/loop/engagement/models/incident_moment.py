from django.db import models

from waypost.toolkit import clock


class IncidentMoment(models.Model):
    """A line of the log of an incident: what happened or was decided, when, and by whom."""

    class Kind(models.TextChoices):
        OPENED = "opened", "Opened"
        LEVEL = "level", "Level"
        TOLD = "told", "Told"
        ANSWERED = "answered", "Answered"
        HOLD = "hold", "Held"
        WORDS = "words", "Words"
        DECISION = "decision", "Decided"
        NOTE = "note", "Seen"
        CLOSED = "closed", "Closed"

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    incident = models.ForeignKey("engagement.Incident", on_delete=models.CASCADE, related_name="moments")
    at = models.DateTimeField(default=clock.now)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words = models.TextField()
    by_label = models.CharField(max_length=200)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.words
