from django.db import models

from waypost.loop.content.models.post import Post


class Variant(models.Model):
    """How a post is said on one channel. A blank text follows the post's; a blank format follows its pictures."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="variants")
    channel = models.ForeignKey("channels.Channel", on_delete=models.RESTRICT, related_name="+")
    text = models.TextField(blank=True)
    format = models.CharField(max_length=60, blank=True)
    options = models.JSONField(default=dict, blank=True)
    content_hash = models.CharField(max_length=64)
    approved_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["channel__name", "id"]
        constraints = [models.UniqueConstraint(fields=["post", "channel"], name="variant_once_a_channel")]

    def __str__(self) -> str:
        return f"{self.post} on {self.channel}"

    @property
    def is_approved(self) -> bool:
        """Whether the content as last written is the content that was approved."""
        return bool(self.approved_hash) and self.approved_hash == self.content_hash
