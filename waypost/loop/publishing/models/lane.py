from django.db import models


class Lane(models.Model):
    """The way out of one channel: who may send on it now. Each claim raises the epoch; a hold closes it."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    channel = models.OneToOneField("channels.Channel", on_delete=models.CASCADE, related_name="+")
    holder = models.CharField(max_length=36, blank=True)
    lease_until = models.DateTimeField(null=True)
    lease_epoch = models.BigIntegerField(default=0)
    is_held = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"lane of {self.channel}"
