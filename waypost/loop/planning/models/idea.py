from django.db import models

from waypost.loop.planning.models.slot import Slot
from waypost.toolkit import clock


class Idea(models.Model):
    """Something worth saying one day, caught in one line; taken into a slot or archived later."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=160)
    note = models.TextField(max_length=4000, blank=True)
    link = models.URLField(max_length=1000, blank=True)
    pillar = models.ForeignKey("strategy.Pillar", null=True, on_delete=models.RESTRICT, related_name="+")
    captured_by = models.CharField(max_length=200)
    captured_at = models.DateTimeField(default=clock.now)
    slot = models.ForeignKey(Slot, null=True, on_delete=models.SET_NULL, related_name="ideas")
    archived_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-captured_at", "-id"]

    def __str__(self) -> str:
        return self.title
