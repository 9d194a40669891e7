from datetime import datetime

from django.db import models

from waypost.loop.content.models.post import Post
from waypost.loop.planning.domain.patterns import in_words
from waypost.loop.planning.domain.recurrence import Recurrence
from waypost.toolkit import clock


class Series(models.Model):
    """A post that is said again by a rule (RFC 5545), on the wall of the brand. Its source is the first of it.

    What is still far away is computed; what is near is a post of its own, made until `made_until` and known by a Repeat.
    """

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    source = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="series")
    rule = models.CharField(max_length=600)
    starts_on = models.DateField()
    local_time = models.TimeField()
    skipped = models.JSONField(default=list, help_text="Times on the wall that were taken out (EXDATE).")
    made_until = models.DateField()
    started_by_label = models.CharField(max_length=200)
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_at", "-id"]
        verbose_name_plural = "series"
        constraints = [
            models.UniqueConstraint(
                fields=["source"], condition=models.Q(ended_at=None), name="post_repeats_by_one_rule"
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "made_until"],
                name="series_going_on",
                condition=models.Q(ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words}: {self.source}"

    @property
    def start(self) -> datetime:
        """What the wall shows at the first of it."""
        return datetime.combine(self.starts_on, self.local_time)

    @property
    def recurrence(self) -> Recurrence:
        """Its times on the wall."""
        return Recurrence(
            self.rule, self.start, frozenset(datetime.fromisoformat(each) for each in self.skipped)
        )

    @property
    def words(self) -> str:
        """The rule as people say it."""
        return in_words(self.rule, self.start)
