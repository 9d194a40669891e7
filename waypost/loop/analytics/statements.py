"""The statements that run for every reading, written out once and run for many rows at a time.

A year of readings is hundreds of thousands of rows; the ORM's bulk_update writes one CASE of every column for each.
They are the same on SQLite and PostgreSQL. Everything else in analytics goes through the ORM.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from waypost.loop.analytics.domain.columns import ENGAGING, POST_METRICS
from waypost.networks.contract import Metric

_COLUMNS = [metric.value for metric in POST_METRICS]

KEEP_TOTALS = f"""
    UPDATE analytics_measured
    SET {", ".join(f"{column} = %s" for column in _COLUMNS)}, engagements = %s,
        followers = COALESCE(followers, %s), read_at = %s, next_due_at = %s, gone_at = NULL
    WHERE id = %s
"""  # noqa: S608 (columns of ours)
MAKE_DAY = """
    INSERT INTO analytics_channelday (workspace_id, channel_id, "on", posts_count, native_count)
    VALUES (%s, %s, %s, 0, 0) ON CONFLICT (channel_id, "on") DO NOTHING
"""
COUNT_POSTS = """
    UPDATE analytics_channelday SET posts_count = posts_count + %s, native_count = native_count + %s
    WHERE channel_id = %s AND "on" = %s
"""
ADD_GAIN = """
    UPDATE analytics_channelday SET {column} = COALESCE({column}, 0) + %s WHERE channel_id = %s AND "on" = %s
"""

Day = tuple[int, date]


@dataclass(frozen=True, slots=True)
class Kept:
    """A row's totals after a reading, and when it is due again."""

    id: int
    totals: Mapping[Metric, int]
    followers: int | None
    read_at: datetime
    next_due_at: datetime | None


def keep_totals(rows: Sequence[Kept]) -> None:
    """Write the latest totals of many posts; the followers stay those of the first reading."""
    _many(
        KEEP_TOTALS,
        [
            (
                *(row.totals.get(metric) for metric in POST_METRICS),
                engagements_of(row.totals),
                row.followers,
                _moment(row.read_at),
                _moment(row.next_due_at),
                row.id,
            )
            for row in rows
        ],
    )


def engagements_of(totals: Mapping[Metric, int]) -> int | None:
    """What people did with a post on the network; None when the network says nothing of it."""
    said = [totals[metric] for metric in ENGAGING if metric in totals]
    return sum(said) if said else None


def make_days(days: Mapping[Day, int]) -> None:
    """See to it that there is a row for each day of a channel; the values are its workspace."""
    _many(MAKE_DAY, [(workspace, channel, _day(on)) for (channel, on), workspace in sorted(days.items())])


def count_posts(posts: Mapping[Day, tuple[int, int]]) -> None:
    """Add so many posts, and native ones among them, to days that are there."""
    _many(COUNT_POSTS, [(*counts, channel, _day(on)) for (channel, on), counts in sorted(posts.items())])


def add_gains(gains: Mapping[Day, Mapping[Metric, int]]) -> None:
    """Add what was gained to days that are there."""
    for metric in POST_METRICS:
        rows = [
            (moved[metric], channel, _day(on))
            for (channel, on), moved in sorted(gains.items())
            if metric in moved
        ]
        _many(ADD_GAIN.format(column=metric.value), rows)


def _many(sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
    written = list(rows)
    if written:
        with connection.cursor() as cursor:
            cursor.executemany(sql, written)


def _moment(value: datetime | None) -> Any:
    return connection.ops.adapt_datetimefield_value(value)


def _day(value: date) -> Any:
    return connection.ops.adapt_datefield_value(value)
