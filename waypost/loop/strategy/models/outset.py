from django.db import models

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.strategy.domain.outset import FIELDS, Field, Outcome, Step, outcome, unanswered
from waypost.toolkit import clock


class Outset(models.Model):
    """Where a brand stood on one day: the answers to the check that says where to begin.

    `first` is what the brand was set up to see to first; empty as long as nobody did that.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    begun_at = models.DateTimeField(default=clock.now)
    begun_by = models.CharField(max_length=200)
    answers = models.JSONField(default=dict)
    first = models.CharField(
        max_length=10, blank=True, choices=[(each.value, FIELDS[each][0]) for each in Field]
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"], condition=models.Q(ended_at=None), name="outset_one_is_open"
            ),
            models.CheckConstraint(
                condition=models.Q(first__in=["", *(each.value for each in Field)]), name="outset_first"
            ),
        ]

    def __str__(self) -> str:
        return f"Where to begin, {self.begun_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def steps_left(self) -> list[Step]:
        """The steps that still have a question open."""
        return unanswered(self.answers)

    @property
    def outcome(self) -> Outcome | None:
        """What the check says, once every question is answered."""
        return None if self.steps_left else outcome(self.answers)
