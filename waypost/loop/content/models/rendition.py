from django.db import models

from waypost.loop.content.models.media import Media
from waypost.toolkit import clock


class Rendition(models.Model):
    """A picture or video as it was made to fit a network: the same one and the same recipe are made once."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="renditions")
    recipe = models.CharField(max_length=32)
    file = models.FileField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["media", "recipe"], name="rendition_once_a_recipe")]

    def __str__(self) -> str:
        return f"{self.media} at {self.width} × {self.height}"
