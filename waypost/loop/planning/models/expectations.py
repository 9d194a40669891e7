from django.db import models

from waypost.loop.planning.domain.planner import Expected, expected_from
from waypost.toolkit import clock


class Expectations(models.Model):
    """What is expected of pillars, formats, channels and times, handed down by whoever learned it; plans weigh it."""

    workspace = models.OneToOneField("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    record = models.JSONField(default=dict)
    set_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return "What is expected of posts"

    @property
    def expected(self) -> Expected:
        return expected_from(self.record)
