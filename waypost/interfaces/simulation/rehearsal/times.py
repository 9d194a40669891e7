"""When something happens next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from waypost.interfaces.simulation.rehearsal.stage import Stage
from waypost.loop.content.models import Post
from waypost.loop.publishing.domain.rehearsal import Fault
from waypost.loop.publishing.domain.states import QUEUED, State
from waypost.loop.publishing.models import Hold, Kit, Publication
from waypost.toolkit import clock

EVENING = time(17, 0)
A_MOMENT = timedelta(seconds=1)


def following(now: datetime, stage: Stage) -> datetime | None:
    """The next moment after `now` at which anything is to be done; None when nothing is any more."""
    return min((max(moment, now + A_MOMENT) for moment in _moments(now, stage)), default=None)


def is_off(now: datetime, stage: Stage) -> bool:
    """Whether Waypost itself is off at that moment."""
    return any(window.fault is Fault.OFF and window.covers(now) for window in stage.plan.windows)


def _moments(now: datetime, stage: Stage) -> Iterator[datetime]:
    if not is_off(now, stage):
        yield from _of_the_queue(now, stage)
    for window in stage.plan.windows:
        yield from (moment for moment in (window.begins_at, window.ends_at) if moment > now)
    yield from (each.at for each in stage.verdicts if each.at is not None and now < each.at < stage.over_at)
    for model, field in ((Hold.objects.filter(lifted_at=None), "ends_at"), (Kit.objects.all(), "expires_at")):
        soonest = model.filter(**{f"{field}__gt": now}).order_by(field).values_list(field, flat=True).first()
        if soonest is not None:
            yield soonest
    if now < stage.ends_at:
        yield _evening_after(now, stage)


def _of_the_queue(now: datetime, stage: Stage) -> Iterator[datetime]:
    """When something is prepared, sent, tried again or looked for, and when it is too late for something."""
    moving = Publication.objects.filter(state__in=[*QUEUED, State.UNKNOWN], act_at__isnull=False)
    # A decision comes at a moment of its own, so nothing is gained by looking at these again and again.
    stuck = Publication.objects.exclude(post__state=Post.State.APPROVED).filter(state__in=QUEUED)
    ready = moving.exclude(pk__in=stuck.values("pk")).order_by("act_at").values_list("act_at", flat=True)
    for soonest in (ready.filter(act_at__gt=now).first(), ready.filter(act_at__lte=now).first()):
        if soonest is not None:
            yield soonest
    queued = Publication.objects.filter(state__in=QUEUED, due_at__gt=now - stage.workspace.grace - A_MOMENT)
    due_at = queued.order_by("due_at").values_list("due_at", flat=True).first()
    if due_at is not None:
        yield due_at + stage.workspace.grace + A_MOMENT


def _evening_after(now: datetime, stage: Stage) -> datetime:
    """The next five o'clock of the brand's wall, when tomorrow's check is made."""
    zone = stage.workspace.timezone
    today = datetime.combine(clock.to_local(now, zone).date(), EVENING)
    this, next_ = (clock.to_utc(today + timedelta(days=days), zone) for days in (0, 1))
    return this if this > now else next_
