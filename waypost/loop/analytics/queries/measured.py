"""Everything that is measured, and the one feed of results that later stages learn from."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.analytics.domain.columns import POST_METRICS
from waypost.loop.analytics.domain.results import PostResult
from waypost.loop.analytics.models import Measured
from waypost.toolkit import clock

_FACTS = (
    "pk",
    "post_id",
    "native_id",
    "publication_id",
    "channel_id",
    "channel__key",
    "channel__network",
    "pillar__key",
    "post__persona__key",
    "post__goal__key",
    "post__funnel_stage__key",
    "format",
    "post__purpose",
    "reactive",
    "published_at",
    "read_at",
    "followers",
)


def measured(access: Access) -> QuerySet[Measured]:
    """What is measured on the channels that this member may use; everything else starts here."""
    found = Measured.objects.filter(workspace_id=access.workspace_id)
    return found.filter(channel__in=channels(access)) if access.limited else found


def ours(rows: QuerySet[Measured]) -> QuerySet[Measured]:
    """Of what is measured, what went out from here.

    Asked by what it has: SQLite takes `native_id IS NULL` for a handful of rows, and would read every post there ever was.
    """
    return rows.filter(publication__isnull=False)


def results(workspace_id: int, since: datetime, until: datetime) -> list[PostResult]:
    """What became of every post that was published from `since` up to `until` and was read at least once; oldest first."""
    zone = Workspace.objects.values_list("timezone", flat=True).get(pk=workspace_id)
    rows = Measured.objects.filter(
        workspace_id=workspace_id, published_at__gte=since, published_at__lt=until, read_at__isnull=False
    ).order_by("published_at", "pk")
    columns = [metric.value for metric in POST_METRICS]
    return [_result(row, zone) for row in rows.values_list(*_FACTS, *columns).iterator(2000)]


def _result(row: tuple[Any, ...], zone: str) -> PostResult:
    facts, counted = row[: len(_FACTS)], zip(POST_METRICS, row[len(_FACTS) :], strict=True)
    pk, post, native, publication, channel, channel_key, network, pillar, persona, goal, stage, *more = facts
    form, purpose, reactive, published_at, read_at, followers = more
    return PostResult(
        measured_id=pk,
        post_id=post,
        native_id=native,
        publication_id=publication,
        channel_id=channel,
        channel_key=channel_key,
        network=network,
        pillar=pillar,
        persona=persona,
        goal=goal,
        funnel_stage=stage,
        format=form,
        purpose=purpose or "",
        reactive=reactive,
        published_at=published_at,
        local=clock.to_local(published_at, zone),
        age_hours=(read_at - published_at).total_seconds() / 3600,
        counts={metric: value for metric, value in counted if value is not None},
        followers=followers,
    )
