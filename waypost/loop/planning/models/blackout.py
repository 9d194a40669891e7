from datetime import date, timedelta

from django.db import models

from waypost.toolkit import clock


class Blackout(models.Model):
    """Days on which no slot is laid, with the reason that people read."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="blackout_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def days(self) -> list[date]:
        return [
            self.starts_on + timedelta(days=number)
            for number in range((self.ends_on - self.starts_on).days + 1)
        ]
