from django.db import models

from waypost.loop.content.models.media import Media
from waypost.loop.content.models.post import Post


class Attachment(models.Model):
    """A picture on a post, in its place. A blank alt text follows the library's."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="attachments")
    media = models.ForeignKey(Media, on_delete=models.RESTRICT, related_name="attachments")
    position = models.PositiveIntegerField()
    alt = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["post", "media"], name="attached_once")]

    def __str__(self) -> str:
        return f"{self.media} on {self.post}"

    @property
    def spoken(self) -> str:
        """The alt text that goes out."""
        return self.alt or self.media.alt

    @property
    def library_words(self) -> str:
        """What the library says about it, for whoever leaves the alt text here empty."""
        return f"Left empty, the library speaks: {self.media.alt}" if self.media.alt else ""
