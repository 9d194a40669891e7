from django.db import models

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.listening.domain.platforms import Criterion, Kind
from waypost.loop.listening.models.platform_review import PlatformReview


class PilotCriterion(models.Model):
    """What a pilot must show, or what ends it, written down before it began; and whether it came true."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    review = models.ForeignKey(PlatformReview, on_delete=models.CASCADE, related_name="criteria")
    kind = models.CharField(max_length=7, choices=[(each.value, each.value) for each in Kind])
    words = models.CharField(max_length=200)
    is_met = models.BooleanField(null=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[each.value for each in Kind]), name="pilot_criterion_kind"
            )
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_exit(self) -> bool:
        return self.kind == Kind.EXIT

    @property
    def criterion(self) -> Criterion:
        """The criterion as the rules read it."""
        return Criterion(self.words, Kind(self.kind), self.is_met)
