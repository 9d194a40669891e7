from django.db import models

from waypost.loop.planning.models.quarter import Quarter
from waypost.toolkit import clock


class QuarterChange(models.Model):
    """A change of an open quarter's plan: who made it, when, what it was in sentences, and why."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    quarter = models.ForeignKey(Quarter, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(default=clock.now)
    by = models.CharField(max_length=200)
    what = models.JSONField(default=list)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return " ".join(self.what)
