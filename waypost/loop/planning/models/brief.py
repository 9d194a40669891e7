from django.db import models

from waypost.loop.planning.models.slot import Slot
from waypost.toolkit import clock


class Brief(models.Model):
    """What the post in a slot should say and do, before anybody writes it."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    slot = models.OneToOneField(Slot, on_delete=models.CASCADE, related_name="brief")
    title = models.CharField(max_length=160, blank=True)
    message = models.TextField(max_length=4000, blank=True)
    call_to_action = models.CharField(max_length=200, blank=True)
    notes = models.TextField(max_length=4000, blank=True)
    links = models.JSONField(default=list)
    owner = models.ForeignKey("workspaces.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.title or "Brief"
