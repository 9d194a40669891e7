from datetime import datetime

from django.db import models

from waypost.loop.content.models.post import Post
from waypost.loop.content.models.series import Series
from waypost.toolkit import clock


class Repeat(models.Model):
    """A post that says again what its source says: for a time of a series, or in an empty slot where it is evergreen.

    While nobody changes it (its version and time stay these), it follows its source.
    """

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="repeat")
    source = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="repeats")
    series = models.ForeignKey(Series, null=True, on_delete=models.CASCADE, related_name="repeats")
    slot = models.ForeignKey("planning.Slot", null=True, on_delete=models.SET_NULL, related_name="+")
    local_on = models.DateField()
    local_time = models.TimeField()
    version = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["local_on", "local_time", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "local_on", "local_time"],
                condition=models.Q(series__isnull=False),
                name="series_says_it_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["slot"], condition=models.Q(slot__isnull=False), name="slot_filled_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(post=models.F("source")), name="repeat_is_not_its_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}, again on {self.local_on:%Y-%m-%d} {self.local_time:%H:%M}"

    @property
    def local(self) -> datetime:
        """What the wall was to show when it was made."""
        return datetime.combine(self.local_on, self.local_time)
