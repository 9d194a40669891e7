"""Asking for a rehearsal, stopping it, and keeping what came of it. Playing it is a child process's work."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.publishing.domain.rehearsal import UNFINISHED, Script, Standing
from waypost.loop.publishing.models import Rehearsal
from waypost.loop.publishing.queries import rehearsing
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

AT_ONCE = 2
"""So many are played at the same time in the whole installation; the others wait for their turn."""
SILENT = timedelta(minutes=2)
"""Whoever plays one says a word every second; after so long without one it broke off."""
KEPT = 10
KEPT_FOR = timedelta(days=30)


@transaction.atomic
def ask(workspace: Workspace, *, week_of: date, script: Script, by: Actor) -> Rehearsal:
    """Have the week of a day rehearsed, with what a script lets go wrong; one of a brand at a time."""
    access = require(by, "rehearsal.ask", workspace.pk)
    if script.channel_id is not None:
        usable_channel(access, script.channel_id)
    first_on = clock.start_of_week(week_of)
    if not rehearsing.has_anything(workspace, first_on):
        raise Refusal("Nothing is scheduled in that week. Choose another, or schedule something first.")
    try:
        with transaction.atomic():
            rehearsal = Rehearsal.objects.create(
                workspace=workspace, first_on=first_on, script=script.as_record(), asked_by_label=by.label
            )
    except IntegrityError as error:
        raise Refusal("Another rehearsal is on. Wait for its end, or stop it first.") from error
    old = Rehearsal.objects.filter(workspace=workspace).order_by("-id").values_list("pk", flat=True)[KEPT:]
    Rehearsal.objects.filter(pk__in=list(old)).delete()
    record("rehearsal.asked", rehearsal, by=by, faults=rehearsal.script["faults"], run=script.run)
    return rehearsal


@transaction.atomic
def stop(rehearsal: Rehearsal, *, by: Actor) -> Rehearsal:
    """Stop a rehearsal that waits or is played; whoever plays it hears of it within a second."""
    require(by, "rehearsal.ask", rehearsal.workspace_id)
    if not _end(rehearsal.pk, Standing.STOPPED):
        raise Refusal("It is over already. Reload the page.")
    rehearsal.refresh_from_db()
    record("rehearsal.stopped", rehearsal, by=by)
    return rehearsal


def begin_next() -> Rehearsal | None:
    """Take the longest waiting rehearsal, unless enough are played already."""
    if Rehearsal.objects.filter(standing=Standing.PLAYING).count() >= AT_ONCE:
        return None
    for rehearsal in rehearsing.waiting().select_related("workspace")[:AT_ONCE]:
        mine = Rehearsal.objects.filter(pk=rehearsal.pk, standing=Standing.WAITING)
        if mine.update(standing=Standing.PLAYING, seen_at=clock.now()):
            return rehearsal
    return None


def go_on(rehearsal: Rehearsal, *, percent: int, reached_at: datetime | None) -> bool:
    """Note how far it is; False when somebody stopped it."""
    playing = Rehearsal.objects.filter(pk=rehearsal.pk, standing=Standing.PLAYING)
    return bool(playing.update(percent=percent, reached_at=reached_at, seen_at=clock.now()))


def end(rehearsal: Rehearsal, *, report: dict[str, object]) -> bool:
    """Keep what came of it; False when somebody stopped it meanwhile."""
    return _end(rehearsal.pk, Standing.DONE, percent=100, report=report)


def fail(rehearsal: Rehearsal, *, why: str) -> bool:
    """Note that it could not be played to its end, and why."""
    return _end(rehearsal.pk, Standing.FAILED, why=why[:300])


def clear_up() -> int:
    """End those whose player fell silent, and forget the old ones; say how many were ended."""
    now = clock.now()
    silent = Rehearsal.objects.filter(standing=Standing.PLAYING, seen_at__lt=now - SILENT)
    why = "Whoever played it was stopped in the middle. Ask for it again."
    ended = silent.update(standing=Standing.FAILED, why=why, ended_at=now)
    Rehearsal.objects.filter(ended_at__lt=now - KEPT_FOR).delete()
    return ended


def _end(rehearsal_id: int, standing: Standing, **changed: object) -> bool:
    going_on = Rehearsal.objects.filter(pk=rehearsal_id, standing__in=UNFINISHED)
    return going_on.update(standing=standing, ended_at=clock.now(), **changed) == 1
