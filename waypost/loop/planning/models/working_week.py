from django.db import models

from waypost.foundation.workspaces.models import Member
from waypost.loop.planning.domain.capacity import USUAL_MINUTES, Unit


class WorkingWeek(models.Model):
    """How a brand counts what it can make: in hours, with what a post of each format takes, or in posts.

    `efforts` are minutes by format; `usual` is what any other post takes.
    """

    workspace = models.OneToOneField("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    unit = models.CharField(
        max_length=5, choices=[(unit.value, unit.value.capitalize()) for unit in Unit], default=Unit.HOURS
    )
    usual = models.PositiveIntegerField(default=USUAL_MINUTES)
    efforts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit__in=[unit.value for unit in Unit]), name="workingweek_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"Counted in {self.unit}"


class Hands(models.Model):
    """What one member can make in a week: minutes, or posts, as the brand counts."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    amount = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.member)


class Absence(models.Model):
    """Days, both ends included, on which a member makes nothing."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="absence_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} away"
