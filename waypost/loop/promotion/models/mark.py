from django.db import models

from waypost.loop.promotion.domain.judging import MOST, Marked
from waypost.loop.promotion.models.creator import Creator
from waypost.toolkit import clock


class Mark(models.Model):
    """What somebody gave a creator on one criterion of the strategy, and why; `criterion` is its key."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    creator = models.ForeignKey(Creator, on_delete=models.CASCADE, related_name="marks")
    criterion = models.CharField(max_length=60)
    mark = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=300, blank=True)
    given_by = models.CharField(max_length=200)
    given_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["creator", "criterion"], name="one_mark_a_criterion"),
            models.CheckConstraint(condition=models.Q(mark__range=(0, MOST)), name="mark_from_0_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.mark}"

    @property
    def marked(self) -> Marked:
        """The mark as the rules read it."""
        return Marked(self.mark, self.why)
