from django.db import models

from waypost.toolkit import clock


class OpenLine(models.Model):
    """Who listens to a channel's network right now, and when to try again: a row for each that can be heard at once."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    channel = models.OneToOneField("channels.Channel", on_delete=models.CASCADE, related_name="+")
    holder = models.CharField(max_length=36, blank=True, help_text="The process that listens, by its key.")
    lease_until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True, help_text="Since when it is open; nothing while it is not.")
    next_try_at = models.DateTimeField(default=clock.now)
    trouble = models.CharField(max_length=300, blank=True)
    failures = models.PositiveIntegerField(
        default=0, help_text="How often in a row it could not be kept open."
    )

    class Meta:
        indexes = [models.Index(fields=["next_try_at"], name="lines_to_open")]

    def __str__(self) -> str:
        return f"line to {self.channel}"
