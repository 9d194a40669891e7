from datetime import datetime

from django.db import models

from waypost.loop.strategy.models.asked_review import AskedReview, one_waits
from waypost.loop.strategy.models.version import StrategyVersion


class VersionReview(AskedReview):
    """Somebody was asked by name to look at a draft of the strategy; it stays with the version."""

    version = models.ForeignKey(StrategyVersion, on_delete=models.CASCADE, related_name="reviews")

    class Meta(AskedReview.Meta):
        constraints = [*AskedReview.Meta.constraints, one_waits("version", "versionreview_one_waits")]

    def __str__(self) -> str:
        return f"{self.asked_label} on the draft"

    @property
    def changed_at(self) -> datetime:
        return self.version.changed_at
