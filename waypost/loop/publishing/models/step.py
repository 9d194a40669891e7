from django.db import models

from waypost.loop.publishing.models.publication import Publication


class Step(models.Model):
    """Something done before the time, whose result is kept: an upload, a container. Resumed, not repeated."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="steps")
    content_hash = models.CharField(max_length=64)
    name = models.CharField(max_length=80)
    handle = models.TextField()
    expires_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "content_hash", "name"], name="step_once")
        ]

    def __str__(self) -> str:
        return self.name
