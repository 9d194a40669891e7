from django.db import models

from waypost.loop.analytics.models.counted import Counted


class ChannelDay(Counted):
    """What a channel gained on one day of the brand's wall: the sum over its posts, for pages that add up months.

    `native_count` of its `posts_count` posts were made in the network's own app. `followers` is the day's last word.
    """

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    channel = models.ForeignKey("channels.Channel", on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    posts_count = models.PositiveIntegerField(default=0)
    native_count = models.PositiveIntegerField(default=0)
    followers = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["channel", "on"], name="channel_day_once")]
        indexes = [models.Index(fields=["workspace", "on"], name="channel_days_of_workspace")]

    def __str__(self) -> str:
        return f"{self.channel} on {self.on}"
