from django.conf import settings
from django.db import models

from waypost.toolkit import clock


class Task(models.Model):
    """One person, one thing, one date."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tasks")
    what = models.CharField(max_length=200)
    href = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)
    made_at = models.DateTimeField(default=clock.now)
    made_by_label = models.CharField(max_length=200)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.what
