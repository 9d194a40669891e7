from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import BooleanField, Case, Q, QuerySet, When
from django.db.models.functions import Now

from waypost.foundation.processes import host, locks
from waypost.foundation.processes.domain import reach
from waypost.foundation.processes.models import Installation, Sign, Turn

FRESH = 4 * timedelta(seconds=settings.WAYPOST.heartbeat_seconds)
"""A process that gave no sign for so long is not called alive: four signs were missed."""
MISSED = timedelta(seconds=settings.WAYPOST.heartbeat_seconds + 1)


def alive(kind: str) -> QuerySet[Sign]:
    """The processes of a kind that gave a sign of life just now, newest first."""
    return Sign.objects.filter(kind=kind, seen_at__gte=Now() - FRESH).order_by("-seen_at")


def last_seen(kind: str) -> datetime | None:
    """When a process of this kind was seen last."""
    return Sign.objects.filter(kind=kind).order_by("-seen_at").values_list("seen_at", flat=True).first()


@dataclass(frozen=True)
class LastSign:
    """The last sign of life of any process of a kind, and whether it is so fresh that the process lives."""

    seen_at: datetime
    is_fresh: bool


def signs_of(kind: str) -> QuerySet[Any, Any]:
    """The signs of life of this kind of process, the latest first, each with `fresh`: whether it lives."""
    fresh = Case(When(seen_at__gte=Now() - FRESH, then=True), default=False, output_field=BooleanField())
    return Sign.objects.filter(kind=kind).annotate(fresh=fresh).order_by("-seen_at")


def last_sign(kind: str) -> LastSign | None:
    """When a process of this kind was seen last, and whether one lives; in one query."""
    found = signs_of(kind).values_list("seen_at", "fresh").first()
    return LastSign(*found) if found else None


def lock_path(key: str) -> Path:
    """The file that the process of this key holds locked while it lives."""
    return Path(settings.WAYPOST.home) / "workers" / f"{key}.lock"


def is_proven_dead(key: str) -> bool:
    """Whether the process of this key has certainly ended: its lock is free, or its number is gone or reused.

    A process of another machine is proven dead when it, or somebody there, wrote down its end; never by its silence.
    """
    sign = Sign.objects.filter(key=key).first()
    if sign is None:
        return False
    if sign.ended_at is not None:
        return True
    here = host.identity()
    same_kernel = bool(here.boot) and sign.boot.partition("/")[0] == here.boot.partition("/")[0]
    if (same_kernel or sign.host == here.host) and locks.state_of(lock_path(key)) is locks.State.FREE:
        return True
    same_numbers = bool(here.boot) and sign.boot == here.boot and bool(sign.pid_started)
    return same_numbers and host.started(sign.pid) != sign.pid_started


def silent_here() -> list[str]:
    """The keys of this machine's processes that missed a sign of life and whose end nobody wrote down."""
    here = host.identity()
    ours = Sign.objects.filter(
        Q(host=here.host) | Q(boot=here.boot), ended_at=None, seen_at__lt=Now() - MISSED
    )
    return list(ours.values_list("key", flat=True))


def installation() -> Installation | None:
    """This installation; nothing before the first process tree started."""
    return Installation.objects.filter(pk=1).first()


def held() -> QuerySet[Installation]:
    """This installation, where it may not publish until a person releases it."""
    return Installation.objects.exclude(held_at=None)


def is_held() -> bool:
    """Whether this installation may not publish until a person releases it."""
    return held().exists()


def due(now: datetime) -> QuerySet[Turn]:
    """The entries of the timetable that are due, longest waiting first."""
    return Turn.objects.filter(next_due_at__lte=now).order_by("next_due_at")


def limits() -> list[reach.Limit]:
    """What will not work because of the address or because this machine sleeps; a sentence and its mend each."""
    return reach.limits(is_local=settings.WAYPOST.is_local, slept=host.slept())
