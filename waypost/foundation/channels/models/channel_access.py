from django.db import models

from waypost.foundation.channels.models.channel import Channel


class ChannelAccess(models.Model):
    """A member who is limited to some channels may use this one."""

    member = models.ForeignKey("workspaces.Member", on_delete=models.CASCADE, related_name="channel_accesses")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="accesses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "channel"], name="channel_access_once")]

    def __str__(self) -> str:
        return f"{self.member} may use {self.channel}"
