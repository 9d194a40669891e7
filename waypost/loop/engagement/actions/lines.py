"""Whose turn it is to listen to a channel's network, and when to try again where the line broke.

A line is held by one process, on a lease in the database's time; who lost it notices at the next look. What is heard is
only a hint to fetch: two who listen for a moment fetch what one would, and nobody who listens loses nothing.
"""

import random
from datetime import datetime, timedelta

from django.db.models import DateTimeField, ExpressionWrapper, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Now

from waypost.foundation.processes import queries as processes
from waypost.loop.engagement.models import OpenLine
from waypost.loop.engagement.queries.lines import NOBODY_LISTENS, channels_without_line
from waypost.toolkit import clock

LEASE = timedelta(seconds=60)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=15)
STOOD = timedelta(minutes=1)
"""A line that was open for so long had no trouble: the next pause is the first again."""
A_ROUND = 500


def lay_missing() -> None:
    """Give every channel that can be heard at once its row."""
    missing = channels_without_line()[:A_ROUND]
    OpenLine.objects.bulk_create(
        [OpenLine(channel=channel, workspace_id=channel.workspace_id) for channel in missing],
        ignore_conflicts=True,
    )


def take(line_id: int, *, holder: str) -> OpenLine | None:
    """Win the lease on a line; None where somebody else has it."""
    free = OpenLine.objects.filter(NOBODY_LISTENS, pk=line_id, next_try_at__lte=clock.now())
    if not free.update(holder=holder, lease_until=_end(), opened_at=None):
        return None
    return OpenLine.objects.select_related("channel__workspace").get(pk=line_id)


def keep(*, holder: str) -> None:
    """Let everything that a process listens to be its own for another while, where it still is."""
    OpenLine.objects.filter(holder=holder).update(lease_until=_end())


def free_the_dead(*, but: str) -> None:
    """Free the lines of processes that are proven dead, without waiting for their leases; not those of `but`, which asks."""
    holders = OpenLine.objects.exclude(holder__in=["", but]).values_list("holder", flat=True).distinct()
    for holder in holders:
        if processes.is_proven_dead(holder):
            let_go_all(holder=holder)


def opened(line: OpenLine) -> None:
    """Remember that the line is open."""
    _own(line).update(opened_at=clock.now(), trouble="")


def broken(line: OpenLine, reason: str, *, after_seconds: float = 0.0) -> None:
    """Let the line go, remember why, and wait longer each time before it is tried again."""
    row = _own(line).first()
    if row is None:
        return
    now = clock.now()
    failures = 0 if _stood(row, now) else row.failures
    _own(line).update(
        holder="",
        lease_until=None,
        opened_at=None,
        trouble=reason[:300],
        failures=failures + 1,
        next_try_at=now + _pause(failures, after_seconds),
    )


def let_go(line: OpenLine) -> None:
    """Let the line go without a reason: it may be opened again at once, with the token that the channel has by now."""
    _own(line).update(holder="", lease_until=None, opened_at=None)


def let_go_all(*, holder: str) -> None:
    """Let go of everything that a process listened to, because it ends or has ended."""
    OpenLine.objects.filter(holder=holder).update(holder="", lease_until=None, opened_at=None)


def _own(line: OpenLine) -> QuerySet[OpenLine]:
    return OpenLine.objects.filter(pk=line.pk, holder=line.holder)


def _end() -> Combinable:
    return ExpressionWrapper(Now() + Value(LEASE), output_field=DateTimeField())


def _stood(line: OpenLine, now: datetime) -> bool:
    return line.opened_at is not None and now - line.opened_at >= STOOD


def _pause(failures: int, after_seconds: float) -> timedelta:
    """Twice as long each time, and by chance a little longer: a server that comes back is not run over by all at once."""
    doubled: int = 2 ** min(failures, 10)
    pause = min(FIRST_PAUSE * doubled, LONGEST_PAUSE)
    spread = 1 + random.random() / 4  # noqa: S311 (no secret)
    return max(pause * spread, timedelta(seconds=after_seconds))
