"""Asks networks what became of posts, and keeps what they say. No transaction is open while a network is asked."""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from waypost.foundation.channels.actions import health, quotas
from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.analytics.actions import measured, rollups
from waypost.loop.analytics.domain.ageing import next_reading
from waypost.loop.analytics.domain.columns import POST_METRICS
from waypost.loop.analytics.domain.gains import credited_on, step
from waypost.loop.analytics.models import ChannelReading, Measured, Meter, Reading
from waypost.loop.analytics.models.meter import new_stamp
from waypost.loop.analytics.queries.due import channels_due, due_on, meter_of
from waypost.loop.analytics.statements import Kept, keep_totals
from waypost.loop.publishing.queries.links import clicks_of
from waypost.networks import registry
from waypost.networks.contract import Counts, Disconnected, Metric, Rejected, TryLater
from waypost.toolkit import clock
from waypost.toolkit.http import HttpError
from waypost.toolkit.refusal import NotAllowed

log = logging.getLogger(__name__)

MOST = 500
"""Posts of one channel that one sweep reads; the next one takes the rest."""
ACCOUNT_EVERY = timedelta(hours=24)
SECOND_LOOK = timedelta(hours=24)
PATIENCE = timedelta(minutes=15)


@dataclass
class Heard:
    """What a network said while it was asked: a post that is None is not there. `trouble` ended the asking."""

    posts: dict[int, Counts | None] = field(default_factory=dict)
    account: Counts | None = None
    trouble: str = ""
    waits: timedelta = timedelta(0)
    disconnected: bool = False


def read_due(now: datetime | None = None, *, by: Actor) -> int:
    """Read everything that is due, channel by channel; how many posts were read. The timetable calls it."""
    if not by.is_system:
        raise NotAllowed("Waypost reads results by itself. Open a post to see its latest numbers.")
    now = now or clock.now()
    measured.catch_up(by=by)
    return sum(read(channel, now=now, by=by) for channel in channels_due(now))


def read(channel: Channel, *, now: datetime | None = None, by: Actor) -> int:
    """Read what is due on one channel: its posts, and once a day its followers; how many posts were read."""
    require(by, "results.edit", channel.workspace_id)
    now = now or clock.now()
    meter = meter_of(channel)
    due = due_on(channel, now)[:MOST]
    wants_account = meter is None or meter.next_due_at is None or meter.next_due_at <= now
    heard = _ask(channel, due, wants_account=wants_account)
    with transaction.atomic():
        _keep(channel, heard, now, by)
    if heard.disconnected:
        health.needs_attention(channel, reason=heard.trouble, by=Actor.system("the network's refusal"))
    log.info("results.read", extra={"channel": channel.pk, "posts": len(heard.posts)})
    return len(heard.posts)


@transaction.atomic
def keep(channel: Channel, posts: Mapping[int, Counts | None], *, now: datetime, by: Actor) -> None:
    """Write down what a network said of these measured posts (None: it is not there), however it was heard."""
    require(by, "results.edit", channel.workspace_id)
    _keep(channel, Heard(posts=dict(posts)), now, by)


def _ask(channel: Channel, due: list[tuple[int, str]], *, wants_account: bool) -> Heard:
    measure, account, card = registry.measure(channel.network), channel.account, channel.card
    heard = Heard()
    try:
        if not card.post_metrics:
            # A network that counts nothing of posts is not asked; what Waypost counts itself is still written down.
            heard.posts = {pk: {} for pk, _remote_id in due}
        for first in range(0, len(due) if card.post_metrics else 0, card.measures_at_once):
            some = due[first : first + card.measures_at_once]
            with quotas.asking(channel):
                said = measure.posts(account, [remote_id for _pk, remote_id in some])
            heard.posts |= {pk: said.get(remote_id) for pk, remote_id in some}
        if wants_account:
            with quotas.asking(channel):
                heard.account = measure.account(account) if card.account_metrics else {}
    except TryLater as error:
        heard.trouble, heard.waits = error.reason, timedelta(seconds=max(error.after_seconds, 1))
    except Disconnected as error:
        heard.trouble, heard.disconnected = error.reason, True
    except (Rejected, HttpError) as error:
        heard.trouble, heard.waits = str(error), PATIENCE
    return heard


def _keep(channel: Channel, heard: Heard, now: datetime, by: Actor) -> None:
    """Write down everything that was heard, in the transaction that its caller opened."""
    meter, _made = Meter.objects.select_for_update().get_or_create(
        channel=channel, defaults={"workspace_id": channel.workspace_id}
    )
    meter.trouble = heard.trouble[:300]
    meter.waits_until = now + heard.waits if heard.waits else None
    if heard.account is not None:
        _keep_account(meter, channel, heard.account, now)
    if heard.posts:
        meter.read_at = now
        meter.stamp = new_stamp()
        _keep_posts(channel, meter, heard.posts, now, by)
    meter.save()


def _keep_account(meter: Meter, channel: Channel, said: Counts, now: datetime) -> None:
    meter.next_due_at = now + ACCOUNT_EVERY
    meter.stamp = new_stamp()
    followers = said.get(Metric.FOLLOWERS)
    if followers is not None:
        meter.followers = followers
        ChannelReading.objects.update_or_create(
            channel=channel, at=now, defaults={"workspace_id": channel.workspace_id, "followers": followers}
        )
        rollups.follow(channel.workspace_id, channel.pk, channel.workspace.local(now).date(), followers)


def _keep_posts(
    channel: Channel, meter: Meter, said: Mapping[int, Counts | None], now: datetime, by: Actor
) -> None:
    rows = Measured.objects.select_for_update().filter(pk__in=said)
    clicks = _clicks(channel, rows)
    kept: list[Kept] = []
    readings: list[Reading] = []
    gains: dict[tuple[int, date], Counter[Metric]] = defaultdict(Counter)
    today = channel.workspace.local(now).date()
    for row in rows:
        counts = said[row.pk]
        if counts is not None and row.pk in clicks:
            counts = {**counts, Metric.CLICKS: clicks[row.pk]}
        if counts is None:
            _miss(row, now, by)
        elif row.read_at is None or row.read_at < now:
            moved = step(row.counts, {metric: counts[metric] for metric in POST_METRICS if metric in counts})
            on = credited_on(row.local_on, today, is_first=row.read_at is None)
            gains[channel.pk, on].update(moved.gains)
            due = next_reading(row.published_at, now)
            kept.append(Kept(row.pk, moved.totals, meter.followers, now, due))
            readings.append(_reading(row, counts, now))
    Reading.objects.bulk_create(readings)
    keep_totals(kept)
    rollups.add(channel.workspace_id, gains)


def _clicks(channel: Channel, rows: Iterable[Measured]) -> dict[int, int]:
    """What Waypost counted itself where the network says no clicks, by measured post."""
    if Metric.CLICKS in channel.card.post_metrics:
        return {}
    ours = {row.pk: row.publication_id for row in rows if row.publication_id is not None}
    clicks = clicks_of(ours.values())
    return {pk: clicks[publication_id] for pk, publication_id in ours.items() if publication_id in clicks}


def _reading(row: Measured, said: Counts, now: datetime) -> Reading:
    values = {metric.value: said.get(metric) for metric in POST_METRICS}
    return Reading(workspace_id=row.workspace_id, measured=row, at=now, **values)


def _miss(row: Measured, now: datetime, by: Actor) -> None:
    """A post that is not there is looked for once more a day later; its last totals stay."""
    is_second = row.gone_at is not None
    row.gone_at = row.gone_at or now
    row.next_due_at = None if is_second else now + SECOND_LOOK
    row.save(update_fields=["gone_at", "next_due_at"])
    if is_second:
        record("post.gone", row, by=by, remote_id=row.remote_id)
