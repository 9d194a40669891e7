from django.db import models

from waypost.toolkit import clock


class Media(models.Model):
    """A picture of the brand's library, named by the fingerprint of its bytes."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    file = models.FileField(max_length=200)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    alt = models.TextField(blank=True)
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField(default=clock.now)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-added_at", "-id"]
        verbose_name_plural = "media"
        constraints = [models.UniqueConstraint(fields=["workspace", "sha256"], name="media_once_a_workspace")]
        indexes = [models.Index(fields=["workspace", "-added_at", "-id"], name="media_newest_first")]

    def __str__(self) -> str:
        return self.name
