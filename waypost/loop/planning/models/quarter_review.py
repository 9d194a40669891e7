from datetime import datetime

from django.db import models

from waypost.loop.planning.models.quarter import Quarter
from waypost.loop.strategy.models.asked_review import AskedReview, one_waits


class QuarterReview(AskedReview):
    """Somebody was asked by name to look at a drafted quarter; it stays with the quarter."""

    quarter = models.ForeignKey(Quarter, on_delete=models.CASCADE, related_name="reviews")

    class Meta(AskedReview.Meta):
        constraints = [*AskedReview.Meta.constraints, one_waits("quarter", "quarterreview_one_waits")]

    def __str__(self) -> str:
        return f"{self.asked_label} on {self.quarter}"

    @property
    def changed_at(self) -> datetime:
        return self.quarter.changed_at
