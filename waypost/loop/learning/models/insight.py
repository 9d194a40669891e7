from django.db import models

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.learning.models.look import Look
from waypost.loop.strategy.models import Proposal


class Insight(models.Model):
    """What follows from a look for one lever of the strategy, and the proposal that it became, if it did."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    look = models.ForeignKey(Look, on_delete=models.CASCADE, related_name="insights")
    position = models.PositiveSmallIntegerField()
    lever = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    reason = models.TextField()
    patch = models.JSONField()
    evidence = models.JSONField()
    is_test = models.BooleanField(default=False, help_text="It is there to find out, and expects nothing.")
    expects = models.JSONField(null=True)
    gain = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    sureness = models.FloatField()
    proposal = models.ForeignKey(Proposal, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["look", "position"]
        constraints = [models.UniqueConstraint(fields=["look", "lever"], name="insight_once_a_lever")]

    def __str__(self) -> str:
        return self.title
