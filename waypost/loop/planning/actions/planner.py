"""Ask the planner for a quarter's slots, stop it and let it go on, take what it found or leave it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.planning.actions.layouts import put, question_of
from waypost.loop.planning.actions.traces import note
from waypost.loop.planning.domain.planner import Expected, Question, record_of
from waypost.loop.planning.models import Layout, Quarter
from waypost.loop.planning.queries import layouts_to_work_out
from waypost.loop.strategy.queries import current_version
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count

SILENT = timedelta(minutes=2)
"""The planner says a word again and again; after so long without one it broke off."""
Standing = Layout.Standing


@transaction.atomic
def ask(quarter: Quarter, *, gently: bool = False, by: Actor) -> Layout:
    """Have a plan of an open quarter worked out, anew or so that as little as possible moves; nothing changes yet."""
    require(by, "plan.edit", quarter.workspace_id)
    if not quarter.is_open:
        raise Refusal("The planner fills quarters that are open. Open this one first.")
    question = question_of(quarter, gently=gently)
    if not question.plan.channels:
        raise Refusal("No channel of the strategy is connected. Connect one, then ask again.")
    if Layout.objects.filter(quarter=quarter, standing__in=Layout.UNFINISHED).exists():
        raise Refusal("The planner is at work on this quarter. Wait for it, or stop it first.")
    Layout.objects.filter(quarter=quarter).exclude(standing=Standing.TAKEN).delete()
    layout = Layout.objects.create(
        workspace_id=quarter.workspace_id,
        quarter=quarter,
        gently=gently,
        question=record_of(question),
        asked_by=by.label,
    )
    record("layout.asked", layout, by=by, gently=gently)
    return layout


@transaction.atomic
def stop(layout: Layout, *, by: Actor) -> Layout:
    """Stop the planner; what it found so far is kept."""
    require(by, "plan.edit", layout.workspace_id)
    _move(layout, Layout.UNFINISHED, Standing.STOPPED, "It is no longer running. Reload the page.")
    record("layout.stopped", layout, by=by)
    return layout


@transaction.atomic
def go_on(layout: Layout, *, by: Actor) -> Layout:
    """Let the planner go on from where it was stopped or broke off."""
    require(by, "plan.edit", layout.workspace_id)
    _move(
        layout,
        (Standing.STOPPED, Standing.FAILED),
        Standing.WAITING,
        "It is running already. Reload the page.",
    )
    record("layout.continued", layout, by=by)
    return layout


@transaction.atomic
def take(layout: Layout, *, by: Actor) -> Layout:
    """Put the planner's slots into the calendar; what people decided stays where it is."""
    require(by, "plan.edit", layout.workspace_id)
    quarter = layout.quarter
    if not quarter.is_open:
        raise Refusal("This quarter is closed. Open the next one to plan further.")
    now = clock.to_local(clock.now(), quarter.workspace.timezone)
    if _to_come(layout.asks, now) != _to_come(question_of(quarter, gently=layout.gently), now):
        raise Refusal(
            "The calendar, the strategy, a campaign or somebody’s hours changed since this was worked out. Ask again: "
            "it moves only what it must."
        )
    _move(
        layout,
        (Standing.READY,),
        Standing.TAKEN,
        "This plan is not there to be taken any more. Reload the page.",
    )
    version = current_version(quarter.workspace_id)
    assert version is not None
    assert version.number is not None
    quarter.strategy_version = version.number
    quarter.save(update_fields=["strategy_version"])
    slots = put(quarter, layout.says)
    Layout.objects.filter(quarter=quarter, standing=Standing.TAKEN).exclude(pk=layout.pk).delete()
    note(quarter, [f"The planner’s plan was taken: {count(slots, 'slot', 'slots')} to come."], "", by=by)
    record("layout.taken", layout, by=by, slots=slots)
    return layout


@transaction.atomic
def leave(layout: Layout, *, by: Actor) -> None:
    """Leave a plan: the calendar stays as it is."""
    require(by, "plan.edit", layout.workspace_id)
    if layout.standing == Standing.TAKEN:
        raise Refusal("This plan was taken: its slots are in the calendar.")
    record("layout.left", layout, by=by)
    layout.delete()


def begin_next() -> Layout | None:
    """Take the plan that waits longest for the planner, or that it left in the middle."""
    silent = clock.now() - SILENT
    for layout in layouts_to_work_out(silent)[:5]:
        mine = Layout.objects.filter(pk=layout.pk, standing=layout.standing, seen_at=layout.seen_at)
        if mine.update(standing=Standing.WORKING, seen_at=clock.now()):
            return layout
    return None


def note_progress(layout: Layout, *, percent: int, found: dict[str, Any] | None) -> bool:
    """Note how far the planner is, and what it found so far; False when somebody stopped it."""
    kept = {} if found is None else {"found": found}
    return bool(_working(layout).update(percent=percent, seen_at=clock.now(), **kept))


def end(layout: Layout, *, answer: dict[str, Any]) -> bool:
    """Keep what the planner found; False when somebody stopped it meanwhile."""
    return bool(_working(layout).update(standing=Standing.READY, percent=100, answer=answer, found=None))


def fail(layout: Layout) -> bool:
    """Note that the planner broke off."""
    return bool(_working(layout).update(standing=Standing.FAILED))


def _working(layout: Layout) -> Any:
    return Layout.objects.filter(pk=layout.pk, standing=Standing.WORKING)


def _move(layout: Layout, since: tuple[Standing, ...], to: Standing, otherwise: str) -> None:
    if not Layout.objects.filter(pk=layout.pk, standing__in=since).update(standing=to):
        raise Refusal(otherwise)
    layout.refresh_from_db()


def _to_come(question: Question, now: datetime) -> Question:
    """What a plan has to fit: without what is past, and without the hour at which it was asked.

    Nor does it matter what is expected by now: that says which plan is better, never which can be, and a plan keeps what
    was expected when it was made.
    """
    return replace(
        question,
        kept=tuple(slot for slot in question.kept if slot.local >= now),
        before=tuple(slot for slot in question.before if slot.local >= now),
        first_on=now.date(),
        not_before=None,
        expected=Expected(),
    )
