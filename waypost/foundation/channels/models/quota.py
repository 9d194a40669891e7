from typing import Any

from django.db import models
from django.db.models import Q

from waypost.foundation.channels.domain.quotas import Use
from waypost.foundation.channels.models.channel import Channel


class Quota(models.Model):
    """How much of one limit of a network was used lately, by one channel, or by the installation at one server.

    What the server itself said is left, and until when, counts beside our own count: the smaller of the two.
    """

    workspace = models.ForeignKey(
        "workspaces.Workspace", null=True, on_delete=models.CASCADE, related_name="+"
    )
    channel = models.ForeignKey(Channel, null=True, on_delete=models.CASCADE, related_name="quotas")
    network = models.CharField(max_length=30)
    server = models.CharField(max_length=300, blank=True)
    limit = models.CharField(max_length=60, help_text="The limit's name on the network's card.")
    slices = models.JSONField(default=list)
    left = models.PositiveIntegerField(null=True, help_text="What the server said is left.")
    left_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "limit"], condition=~Q(channel=None), name="quota_of_a_channel_once"
            ),
            models.UniqueConstraint(
                fields=["network", "server", "limit"],
                condition=Q(channel=None),
                name="quota_of_a_server_once",
            ),
            models.CheckConstraint(
                condition=Q(channel=None, workspace=None) | (~Q(channel=None) & ~Q(workspace=None)),
                name="quota_of_a_brand_or_of_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.limit} of {self.channel or self.server or self.network}"

    @property
    def use(self) -> Use:
        """What was used of it, as the rules read it."""
        return Use(tuple((number, amount) for number, amount in self.slices), self.left, self.left_until)

    @use.setter
    def use(self, use: Use) -> None:
        self.slices = [list[Any](each) for each in use.slices]
        self.left, self.left_until = use.left, use.left_until
