from django.db import models

from waypost.toolkit import clock


class IdeaFeed(models.Model):
    """A feed of somebody else's whose new entries come in as ideas; `problem` is why the last reading failed."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    address = models.URLField(max_length=1000)
    pillar = models.ForeignKey("strategy.Pillar", null=True, on_delete=models.RESTRICT, related_name="+")
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "address"], name="idea_feed_once"),
        ]

    def __str__(self) -> str:
        return self.name
