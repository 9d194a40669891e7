from django.db import models
from django.db.models import Q

from waypost.toolkit import clock


class PlanWeek(models.Model):
    """How far practice was from the strategy when a week was over, as it was known then: the trend of plan against actual.

    Shares are of the four whole weeks that ended with it (points; null where there was nothing to compare), rhythm is
    of this week alone: how many channels kept it, of how many that had one.
    """

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    monday = models.DateField()
    version = models.PositiveIntegerField(help_text="Of the strategy that was in force at its end.")
    posts = models.PositiveIntegerField()
    pillars_off = models.PositiveSmallIntegerField(null=True)
    stages_off = models.PositiveSmallIntegerField(null=True)
    formats_off = models.PositiveSmallIntegerField(null=True)
    kept = models.PositiveSmallIntegerField()
    channels = models.PositiveSmallIntegerField()
    without_why = models.PositiveIntegerField()
    noted_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["monday"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "monday"], name="planweek_once"),
            models.CheckConstraint(
                condition=Q(kept__lte=models.F("channels")), name="planweek_keeps_no_more_than_it_has"
            ),
        ]

    def __str__(self) -> str:
        return f"The week of {self.monday}"
