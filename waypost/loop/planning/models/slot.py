from datetime import datetime

from django.db import models

from waypost.loop.planning.domain.layout import EVERGREEN
from waypost.toolkit import clock


class Slot(models.Model):
    """A place in the calendar for a pillar, a persona, a channel and a format; without a pillar it is open.

    Its time is what the wall shows (`local_on`, `local_time` in `zone`); `at` is derived from these, and anew when the
    zone changes. `kept_at` says that a person decided something about it: a new layout leaves it alone. Its format says what it is made
    of, or that it is kept for an evergreen post.
    """

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    quarter = models.ForeignKey(
        "planning.Quarter", null=True, on_delete=models.SET_NULL, related_name="slots"
    )
    channel = models.ForeignKey("channels.Channel", on_delete=models.CASCADE, related_name="+")
    pillar = models.ForeignKey("strategy.Pillar", null=True, on_delete=models.RESTRICT, related_name="+")
    persona = models.ForeignKey("strategy.Persona", null=True, on_delete=models.RESTRICT, related_name="+")
    goal = models.ForeignKey("strategy.Goal", null=True, on_delete=models.RESTRICT, related_name="+")
    funnel_stage = models.ForeignKey(
        "strategy.FunnelStage", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    campaign = models.ForeignKey(
        "planning.Campaign", null=True, on_delete=models.SET_NULL, related_name="slots"
    )
    format = models.CharField(max_length=60, blank=True)
    local_on = models.DateField()
    local_time = models.TimeField()
    zone = models.CharField(max_length=60)
    at = models.DateTimeField()
    is_reactive = models.BooleanField(default=False)
    kept_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["workspace", "local_on"], name="slot_by_day"),
            models.Index(
                fields=["workspace", "at"],
                name="slot_still_open",
                condition=models.Q(taken_at=None, dropped_at=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(taken_at=None) | models.Q(dropped_at=None), name="slot_taken_or_dropped"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.local_on:%Y-%m-%d} {self.local_time:%H:%M}"

    @property
    def local(self) -> datetime:
        """What the wall shows, naive."""
        return datetime.combine(self.local_on, self.local_time)

    @property
    def is_evergreen(self) -> bool:
        """Whether it is kept for a post that is said again."""
        return self.format == EVERGREEN

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a post."""
        return self.taken_at is None and self.dropped_at is None

    def put_at(self, local: datetime, zone: str) -> None:
        """Set what the wall shows, and the moment that follows from it."""
        self.local_on, self.local_time, self.zone = local.date(), local.time(), zone
        self.at = clock.to_utc(local, zone)
