from django.db import models


class ChannelReading(models.Model):
    """How many followed a channel at one moment."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    channel = models.ForeignKey("channels.Channel", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    followers = models.BigIntegerField()

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["channel", "at"], name="channel_reading_once")]

    def __str__(self) -> str:
        return f"{self.followers} follow {self.channel}"
