from django.db import models

from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.models import Workspace
from waypost.networks import registry
from waypost.toolkit import clock


class AlgorithmNote(models.Model):
    """A day on which a network changed what it shows to whom, as far as we know; for one channel, or the whole network.

    It marks every chart of that network or channel.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    network = models.CharField(max_length=30)
    channel = models.ForeignKey(Channel, null=True, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    what = models.CharField(max_length=120)
    detail = models.TextField(max_length=2000, blank=True)
    source = models.CharField(max_length=300)
    noted_by = models.CharField(max_length=200)
    noted_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["workspace", "on"], name="algorithm_note_by_day")]

    def __str__(self) -> str:
        return self.what

    @property
    def where(self) -> str:
        """What it is about: the channel, or its network."""
        return self.channel.name if self.channel is not None else registry.card(self.network).label

    @property
    def link(self) -> str:
        """The source as an address, where it is one."""
        return self.source if self.source.startswith(("https://", "http://")) else ""
