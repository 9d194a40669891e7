"""Results that were counted somewhere else: posts of the past come in with every reading that is known of them.

They are not looked at again: what their network still says of them comes when it is asked for the channel's past.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.analytics.actions import rollups
from waypost.loop.analytics.actions.measured import MOST
from waypost.loop.analytics.domain.columns import POST_METRICS
from waypost.loop.analytics.domain.gains import credited_on, step
from waypost.loop.analytics.domain.past import PastResult
from waypost.loop.analytics.models import ChannelReading, Measured, NativePost, Reading
from waypost.loop.analytics.queries.natives import known_among
from waypost.loop.analytics.queries.past import every_pillar
from waypost.loop.analytics.statements import engagements_of
from waypost.loop.publishing.queries.listing import SHOWN, first_line
from waypost.loop.strategy.models import Pillar
from waypost.networks.contract import Metric
from waypost.toolkit import clock

Gains = dict[tuple[int, date], Counter[Metric]]


@transaction.atomic
def take_over(channel: Channel, results: Sequence[PastResult], *, by: Actor) -> int:
    """Let posts of the channel's past count here, with what was counted of them; how many were not known yet.

    What is known is left as it is, so that repeating it is harmless.
    """
    usable_channel(require(by, "results.edit", channel.workspace_id), channel.pk)
    # Two at once would take the same posts over twice.
    Channel.objects.select_for_update(of=("self",), no_key=True).get(pk=channel.pk)
    unique = {result.remote_id: result for result in results}
    known = known_among(channel, unique.keys())
    new = [result for remote_id, result in unique.items() if remote_id not in known]
    if not new:
        return 0
    pillars = every_pillar(channel.workspace_id)
    natives = NativePost.objects.bulk_create([_native(channel, result, pillars, by) for result in new])
    gains: Gains = defaultdict(Counter)
    rows = Measured.objects.bulk_create(
        [_measured(native, result, gains) for native, result in zip(natives, new, strict=True)]
    )
    Reading.objects.bulk_create(
        [reading for row, result in zip(rows, new, strict=True) for reading in _readings(row, result)]
    )
    rollups.count_posts(rows)
    rollups.add(channel.workspace_id, gains)
    record("results.taken_over", channel, by=by, count=len(rows))
    return len(rows)


@transaction.atomic
def take_followers_over(channel: Channel, counted: Mapping[datetime, int], *, by: Actor) -> int:
    """Let what was counted of a channel's followers before count here; at how many moments that was."""
    usable_channel(require(by, "results.edit", channel.workspace_id), channel.pk)
    rows = [
        ChannelReading(workspace_id=channel.workspace_id, channel=channel, at=at, followers=followers)
        for at, followers in sorted(counted.items())
    ]
    ChannelReading.objects.bulk_create(rows, ignore_conflicts=True)
    last = {channel.workspace.local(row.at).date(): row.followers for row in rows}
    for on, followers in last.items():
        rollups.follow(channel.workspace_id, channel.pk, on, followers)
    record("results.taken_over", channel, by=by, followers=len(rows))
    return len(rows)


def _native(channel: Channel, result: PastResult, pillars: Mapping[str, Pillar], by: Actor) -> NativePost:
    pillar = pillars.get(result.pillar)
    explained = pillar is not None or result.is_explained
    return NativePost(
        workspace_id=channel.workspace_id,
        channel=channel,
        remote_id=result.remote_id[:300],
        url=result.url[:500],
        text=result.text,
        at=result.at,
        format=result.format[:60],
        told_by=result.told_by[:60],
        pillar=pillar,
        explained_at=clock.now() if explained else None,
        explained_by=by.label[:200] if explained else "",
    )


def _measured(native: NativePost, result: PastResult, gains: Gains) -> Measured:
    workspace = native.channel.workspace
    row = Measured(
        workspace_id=native.workspace_id,
        channel=native.channel,
        native=native,
        remote_id=native.remote_id,
        words=first_line(native.text[:SHOWN])[:MOST],
        pillar=native.pillar,
        reactive=result.reactive,
        format=native.format,
        published_at=native.at,
        local_on=workspace.local(native.at).date(),
        followers=result.followers,
        gone_at=result.gone_at,
    )
    totals: Mapping[Metric, int] = {}
    for reading in result.readings:
        said: dict[Metric, int] = {
            metric: reading.counts[metric] for metric in POST_METRICS if metric in reading.counts
        }
        moved = step(totals, said)
        read_on = workspace.local(reading.at).date()
        on = credited_on(row.local_on, read_on, is_first=row.read_at is None)
        gains[native.channel_id, on].update(moved.gains)
        totals, row.read_at = moved.totals, reading.at
    for metric, value in totals.items():
        setattr(row, metric.value, value)
    row.engagements = engagements_of(totals)
    return row


def _readings(row: Measured, result: PastResult) -> list[Reading]:
    return [
        Reading(
            workspace_id=row.workspace_id,
            measured=row,
            at=reading.at,
            **{metric.value: reading.counts.get(metric) for metric in POST_METRICS},
        )
        for reading in result.readings
    ]
