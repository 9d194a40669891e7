from django.db import models

from waypost.loop.content.models.media import Media
from waypost.toolkit import clock


class Caption(models.Model):
    """What is said in a video, written down in one language, as WebVTT."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="written_down")
    language = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    content = models.TextField()
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["language", "id"]
        constraints = [models.UniqueConstraint(fields=["media", "language"], name="captions_once_a_language")]

    def __str__(self) -> str:
        return f"{self.media}, {self.language}"
