from django.db import models

from waypost.toolkit import clock


class Tally(models.Model):
    """Where a goal stood on a day, as a person counted it: for what no network counts (orders, subscribers, seats)."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    goal = models.ForeignKey("strategy.Goal", on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    value = models.FloatField()
    said_by = models.CharField(max_length=200)
    said_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["goal", "on"], name="tally_once_a_day")]

    def __str__(self) -> str:
        return f"{self.goal}: {self.value:g} on {self.on}"
