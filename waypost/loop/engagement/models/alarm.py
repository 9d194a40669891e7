from django.db import models
from django.db.models import Q

from waypost.toolkit import clock


class Alarm(models.Model):
    """What Waypost counted came to a trigger of the plan. A person opens an incident from it, or says that it is nothing."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    level_key = models.CharField(max_length=60)
    level = models.CharField(max_length=300)
    sentence = models.CharField(max_length=300)
    met_at = models.DateTimeField(default=clock.now)
    incident = models.ForeignKey(
        "engagement.Incident", null=True, on_delete=models.SET_NULL, related_name="alarms"
    )
    decided_at = models.DateTimeField(null=True)
    decided_by_label = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-met_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "level_key"],
                condition=Q(decided_at=None),
                name="one_open_alarm_of_a_level",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by_label="")
                | (Q(decided_at__isnull=False) & ~Q(decided_by_label="")),
                name="alarm_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence
