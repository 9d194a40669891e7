"""Adds up what channels gained, day by day. Only this module writes days; it can make them anew from the readings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.analytics import statements
from waypost.loop.analytics.actions import meters
from waypost.loop.analytics.domain.columns import POST_METRICS
from waypost.loop.analytics.domain.gains import credited_on, step
from waypost.loop.analytics.models import ChannelDay, ChannelReading, Measured, Reading
from waypost.networks.contract import Metric

Day = tuple[int, date]
"""A channel's id, and a day on the brand's wall."""
Gains = Mapping[Day, Mapping[Metric, int]]


def count_posts(rows: Iterable[Measured], times: int = 1) -> None:
    """Count posts on the days on which they went out; with `times=-1` take them out again."""
    posts: Counter[Day] = Counter()
    natives: Counter[Day] = Counter()
    workspaces = {}
    for row in rows:
        day = (row.channel_id, row.local_on)
        posts[day] += times
        natives[day] += times * (row.native_id is not None)
        workspaces[row.channel_id] = row.workspace_id
    for workspace_id in set(workspaces.values()):
        mine = [channel for channel, workspace in workspaces.items() if workspace == workspace_id]
        meters.stamp(workspace_id, mine)
    statements.make_days({day: workspaces[day[0]] for day in posts})
    statements.count_posts({day: (posts[day], natives[day]) for day in posts})


def add(workspace_id: int, gains: Gains) -> None:
    """Add what was gained to its days."""
    statements.make_days(dict.fromkeys(gains, workspace_id))
    statements.add_gains(gains)


def follow(workspace_id: int, channel_id: int, on: date, followers: int) -> None:
    """Write down the day's last word about a channel's followers."""
    statements.make_days({(channel_id, on): workspace_id})
    ChannelDay.objects.filter(channel_id=channel_id, on=on).update(followers=followers)


@transaction.atomic
def rebuild(workspace: Workspace, *, by: Actor) -> int:
    """Put every post and gain on its day anew, as the brand's wall has it now; how many days there are."""
    require(by, "results.edit", workspace.pk)
    rows = list(Measured.objects.select_for_update().filter(workspace=workspace))
    for row in rows:
        row.local_on = workspace.local(row.published_at).date()
    Measured.objects.bulk_update(rows, ["local_on"], 500)
    ChannelDay.objects.filter(workspace=workspace).delete()
    count_posts(rows)
    add(workspace.pk, _gains_of(workspace, {row.pk: row for row in rows}))
    last = {
        (channel_id, workspace.local(at).date()): followers
        for channel_id, at, followers in ChannelReading.objects.filter(workspace=workspace)
        .order_by("at")
        .values_list("channel_id", "at", "followers")
    }
    for (channel_id, on), followers in last.items():
        follow(workspace.pk, channel_id, on, followers)
    meters.stamp(workspace.pk, {row.channel_id for row in rows})
    days = ChannelDay.objects.filter(workspace=workspace).count()
    record("results.rolled_up", workspace, by=by, workspace_id=workspace.pk, days=days)
    return days


def _gains_of(workspace: Workspace, rows: Mapping[int, Measured]) -> Gains:
    """What each day gained, read by read."""
    gains: dict[Day, Counter[Metric]] = defaultdict(Counter)
    totals: dict[int, Mapping[Metric, int]] = {}
    columns = [metric.value for metric in POST_METRICS]
    readings = Reading.objects.filter(workspace=workspace).order_by("at", "id")
    for measured_id, at, *values in readings.values_list("measured_id", "at", *columns).iterator(2000):
        row = rows[measured_id]
        said: dict[Metric, int] = {
            metric: value for metric, value in zip(POST_METRICS, values, strict=True) if value is not None
        }
        moved = step(totals.get(measured_id, {}), said)
        on = credited_on(row.local_on, workspace.local(at).date(), is_first=measured_id not in totals)
        gains[row.channel_id, on].update(moved.gains)
        totals[measured_id] = moved.totals
    return gains
