from django.db import models

from waypost.loop.publishing.models.publication import Publication


class Step(models.Model):
    """Something to be done before the time, and its result: an upload, a container. Resumed, never repeated while good.

    The row exists from the first try. Its handle is blank until the step is done, and good for this content alone,
    until it expires at the network.
    """

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="steps")
    content_hash = models.CharField(max_length=64)
    name = models.CharField(max_length=80)
    label = models.CharField(max_length=120, blank=True)
    handle = models.TextField(blank=True)
    tries = models.PositiveIntegerField(default=0)
    said = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "content_hash", "name"], name="step_once")
        ]

    def __str__(self) -> str:
        return self.label or self.name
