from django.db import models

from waypost.loop.planning.models.idea_feed import IdeaFeed
from waypost.loop.planning.models.slot import Slot
from waypost.toolkit import clock


class Idea(models.Model):
    """Something worth saying one day, caught in one line or from a feed; kept as worth doing, taken into a slot, archived."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=160)
    note = models.TextField(max_length=4000, blank=True)
    link = models.URLField(max_length=1000, blank=True)
    pillar = models.ForeignKey("strategy.Pillar", null=True, on_delete=models.RESTRICT, related_name="+")
    captured_by = models.CharField(max_length=200)
    captured_at = models.DateTimeField(default=clock.now)
    feed = models.ForeignKey(IdeaFeed, null=True, on_delete=models.SET_NULL, related_name="ideas")
    feed_key = models.CharField(max_length=40, blank=True)
    kept_at = models.DateTimeField(null=True, help_text="When somebody said that it is worth doing.")
    slot = models.ForeignKey(Slot, null=True, on_delete=models.SET_NULL, related_name="ideas")
    archived_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-captured_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "feed_key"], condition=models.Q(feed__isnull=False), name="idea_of_feed_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title
