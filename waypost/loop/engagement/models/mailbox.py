from django.db import models

from waypost.toolkit import clock


class Mailbox(models.Model):
    """How far the messages of a channel have been fetched, and when to look again."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    channel = models.OneToOneField("channels.Channel", on_delete=models.CASCADE, related_name="+")
    cursor = models.TextField(blank=True)
    opened_at = models.DateTimeField(default=clock.now)
    next_due_at = models.DateTimeField(default=clock.now)
    last_fetched_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)
    failures = models.PositiveIntegerField(default=0, help_text="How often in a row it could not be fetched.")

    class Meta:
        indexes = [models.Index(fields=["next_due_at"], name="mailboxes_due")]

    def __str__(self) -> str:
        return f"mailbox of {self.channel}"
