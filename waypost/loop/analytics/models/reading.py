from django.db import models

from waypost.loop.analytics.models.counted import Counted
from waypost.loop.analytics.models.measured import Measured


class Reading(Counted):
    """What a network said of one post at one moment, as it said it."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    measured = models.ForeignKey(Measured, on_delete=models.CASCADE, related_name="readings")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["measured", "at"], name="reading_once")]

    def __str__(self) -> str:
        return f"{self.measured} at {self.at:%Y-%m-%d %H:%M}"
