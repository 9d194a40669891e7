"""What was counted here, so that it can count somewhere else: read in pages, for a year of it need not fit in memory."""

from collections import defaultdict
from collections.abc import Iterator

from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.analytics.domain.columns import POST_METRICS
from waypost.loop.analytics.domain.past import PastReading, PastResult
from waypost.loop.analytics.models import ChannelReading, Measured, Reading, Tally
from waypost.loop.analytics.queries.measured import measured
from waypost.loop.strategy.models import Pillar
from waypost.networks.contract import Counts

PAGE = 500
_COLUMNS = [metric.value for metric in POST_METRICS]


def past_results(access: Access) -> Iterator[tuple[str, PastResult]]:
    """Every measured post with the key of its channel and all its readings, page by page."""
    rows = measured(access).select_related("channel", "native", "publication", "pillar").order_by("pk")
    last = 0
    while page := list(rows.filter(pk__gt=last)[:PAGE]):
        readings = _readings(page)
        for row in page:
            yield row.channel.key, _result(row, readings[row.pk])
        last = page[-1].pk


def past_followers(access: Access) -> Iterator[tuple[str, ChannelReading]]:
    """How many followed each channel whenever that was asked, with the channel's key, page by page."""
    rows = ChannelReading.objects.filter(channel__in=channels(access)).select_related("channel")
    last = 0
    while page := list(rows.filter(pk__gt=last).order_by("pk")[:PAGE]):
        for row in page:
            yield row.channel.key, row
        last = page[-1].pk


def past_tallies(access: Access) -> Iterator[Tally]:
    """Where goals stood on days, as people counted it."""
    rows = Tally.objects.filter(workspace_id=access.workspace_id).select_related("goal")
    return iter(rows.order_by("on", "pk"))


def every_pillar(workspace_id: int) -> dict[str, Pillar]:
    """Every pillar that the strategy ever had, by key: posts of the past may stand under one that is archived."""
    return {row.key: row for row in Pillar.objects.filter(workspace_id=workspace_id)}


def _readings(page: list[Measured]) -> dict[int, list[PastReading]]:
    found: dict[int, list[PastReading]] = defaultdict(list)
    rows = Reading.objects.filter(measured__in=[row.pk for row in page]).order_by("at", "pk")
    for pk, at, *values in rows.values_list("measured_id", "at", *_COLUMNS):
        said = zip(POST_METRICS, values, strict=True)
        counts: Counts = {metric: value for metric, value in said if value is not None}
        found[pk].append(PastReading(at, counts))
    return found


def _result(row: Measured, readings: list[PastReading]) -> PastResult:
    native, sent = row.native, row.publication
    if native is not None:
        text, url, explained = native.text, native.url, native.explained_at is not None
    else:
        assert sent is not None, "what is measured is ours or native"
        text, url, explained = sent.text, sent.remote_url, True
    return PastResult(
        remote_id=row.remote_id,
        at=row.published_at,
        text=text,
        url=url,
        format=row.format,
        pillar=row.pillar.key if row.pillar else "",
        is_explained=explained,
        reactive=row.reactive,
        told_by=native.told_by if native is not None else "",
        followers=row.followers,
        gone_at=row.gone_at,
        readings=tuple(readings),
    )
