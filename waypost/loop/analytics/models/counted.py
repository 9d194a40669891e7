from django.db import models

from waypost.loop.analytics.domain.columns import POST_METRICS
from waypost.networks.contract import Metric


class Counted(models.Model):
    """One column per metric that networks count of a post; NULL where the network does not say it, never 0."""

    impressions = models.BigIntegerField(null=True)
    reach = models.BigIntegerField(null=True)
    likes = models.BigIntegerField(null=True)
    comments = models.BigIntegerField(null=True)
    shares = models.BigIntegerField(null=True)
    saves = models.BigIntegerField(null=True)
    clicks = models.BigIntegerField(null=True)
    video_views = models.BigIntegerField(null=True)
    conversions = models.BigIntegerField(null=True)

    class Meta:
        abstract = True

    @property
    def counts(self) -> dict[Metric, int]:
        """What is known, by metric."""
        found = ((metric, getattr(self, metric.value)) for metric in POST_METRICS)
        return {metric: value for metric, value in found if value is not None}
