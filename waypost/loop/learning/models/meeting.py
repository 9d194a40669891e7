from django.db import models
from django.db.models import Q

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.learning.domain.agenda import POINTS, Point, Rhythm
from waypost.toolkit import clock


class Meeting(models.Model):
    """A review of the strategy: people look at what came of it since the last one, and decide on proposals.

    Its figures are kept as they stood when it began: what people talk about does not move under them.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    rhythm = models.CharField(max_length=7, choices=[(each.value, each.value) for each in Rhythm])
    first_on = models.DateField()
    last_on = models.DateField()
    present = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.CharField(max_length=200)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=200, blank=True)
    next_on = models.DateField(null=True)
    figures = models.JSONField()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"], condition=Q(closed_at=None), name="meeting_one_is_open"
            ),
            models.CheckConstraint(
                condition=Q(first_on__lte=models.F("last_on")), name="meeting_looks_back_on_days"
            ),
        ]

    def __str__(self) -> str:
        return f"The review of {self.first_on:%-d %B} to {self.last_on:%-d %B %Y}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Minute(models.Model):
    """Something that was said, decided or agreed in a review, under a point of its agenda."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="minutes")
    point = models.CharField(max_length=9, choices=[(point.value, title) for point, title in POINTS.items()])
    words = models.TextField(max_length=2000)
    proposal = models.ForeignKey("strategy.Proposal", null=True, on_delete=models.SET_NULL, related_name="+")
    task = models.ForeignKey("notices.Task", null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField(default=clock.now)
    said_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(point__in=[point.value for point in Point]), name="minute_point"
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]
