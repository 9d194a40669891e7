import uuid

from django.db import models
from django.db.models import Q


def new_stamp() -> str:
    """A word that was never said before."""
    return uuid.uuid4().hex


class Meter(models.Model):
    """How far the measuring of one channel has come: its followers, its own posts of the past, what is in the way."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    channel = models.OneToOneField("channels.Channel", on_delete=models.CASCADE, related_name="+")
    followers = models.BigIntegerField(null=True)
    read_at = models.DateTimeField(null=True)
    next_due_at = models.DateTimeField(null=True)
    waits_until = models.DateTimeField(null=True, help_text="The network asked for patience until then.")
    trouble = models.CharField(max_length=300, blank=True)
    stamp = models.CharField(
        max_length=32, default=new_stamp, help_text="Another word whenever results of the channel change."
    )
    history_cursor = models.CharField(max_length=500, blank=True)
    history_from = models.DateTimeField(
        null=True, help_text="How far back the channel's own posts are known."
    )
    history_done_at = models.DateTimeField(null=True)
    history_due_at = models.DateTimeField(null=True)
    history_trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_due_at"], name="meters_due", condition=Q(next_due_at__isnull=False)),
            models.Index(
                fields=["history_due_at"],
                name="meters_with_history",
                condition=Q(history_due_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"The meter of {self.channel}"
