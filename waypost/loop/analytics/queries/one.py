"""Everything about one measured post."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.analytics.domain.columns import POST_METRICS
from waypost.loop.analytics.models import Measured, Reading
from waypost.loop.analytics.queries.measured import measured
from waypost.loop.content.models import Post
from waypost.loop.publishing.models import Publication
from waypost.networks.contract import Metric

_COLUMNS = [metric.value for metric in POST_METRICS]
Said = tuple[datetime, dict[Metric, int]]
"""A moment, and what the network said then."""


def whole(access: Access) -> QuerySet[Measured]:
    """Measured posts with everything that their pages show."""
    return measured(access).select_related("channel", "publication", "post__goal", "native__pillar", "pillar")


def measured_of(access: Access, post: Post) -> list[Measured]:
    """A post's results, channel by channel."""
    return _OF_POST.rows(access, post=post.pk)


_OF_POST = Prepared(
    lambda access, post: whole(access).filter(post_id=post).order_by("channel__name", "published_at"),
    post=int,
)


def measured_publication(access: Access, publication: Publication) -> Measured | None:
    """What is measured of one publication."""
    return whole(access).filter(publication=publication).first()


def readings_of(row: Measured) -> list[Said]:
    """Every reading of a post as the network said it, earliest first."""
    found: QuerySet[Reading, tuple[Any, ...]] = (
        Reading.objects.filter(measured=row).order_by("at").values_list("at", *_COLUMNS)
    )
    return [(at, _known(values)) for at, *values in found]


def _known(values: list[int | None]) -> dict[Metric, int]:
    return {metric: value for metric, value in zip(POST_METRICS, values, strict=True) if value is not None}
