from django.db import models

from waypost.loop.publishing.domain.answers import Outcome
from waypost.loop.publishing.models.publication import Publication
from waypost.toolkit import clock


class Attempt(models.Model):
    """One arming and the one call after it: by which process, until when, and how it ended. Never changed after its end."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveIntegerField()
    epoch = models.BigIntegerField()
    holder = models.CharField(max_length=36)
    content_hash = models.CharField(max_length=64)
    armed_at = models.DateTimeField(default=clock.now)
    deadline_at = models.DateTimeField()
    outcome = models.CharField(
        max_length=12, choices=[(outcome.value, outcome.value) for outcome in Outcome], blank=True
    )
    said = models.CharField(max_length=300, blank=True)
    remote_id = models.CharField(max_length=300, blank=True)
    remote_url = models.CharField(max_length=500, blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["publication", "number"], name="attempt_number_once")]

    def __str__(self) -> str:
        return f"try {self.number} of {self.publication}"
