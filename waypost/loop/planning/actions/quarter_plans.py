"""Write what a quarter is about, and change it in the middle with a trace."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.planning.actions.layouts import renew
from waypost.loop.planning.actions.quarters import check_dates
from waypost.loop.planning.actions.traces import note
from waypost.loop.planning.domain.quarter_plan import QuarterPlan, differences
from waypost.loop.planning.models import Quarter, Slot
from waypost.loop.strategy.models import Goal
from waypost.toolkit.refusal import Refusal

MOST_THEMES = 12
MOST_DAYS = 40
MOST_STEPS = 12


@transaction.atomic
def write(
    quarter: Quarter,
    *,
    starts_on: date,
    ends_on: date,
    plan: QuarterPlan,
    why: str = "",
    seen: str,
    by: Actor,
) -> Quarter:
    """Give a quarter this plan and these dates. Once it is open every change is kept, with who made it and why.

    `seen` is what the quarter's `seen` was when its plan was read: what changed since is not written over.
    """
    require(by, "plan.edit", quarter.workspace_id)
    quarter = Quarter.objects.select_for_update().select_related("workspace").get(pk=quarter.pk)
    _refuse_what_cannot_be(quarter, starts_on, ends_on, plan, seen)
    goals = dict(Goal.objects.filter(workspace_id=quarter.workspace_id).values_list("key", "label"))
    unknown = next((key for key, _value in plan.targets if key not in goals), None)
    if unknown is not None:
        raise Refusal(f"This brand has no goal “{unknown}”. Choose one of its own.")
    changes = [*_moved(quarter, starts_on, ends_on), *differences(quarter.plan, plan, goals)]
    if not changes:
        return quarter
    if quarter.is_open and not quarter.workspace.is_solo and not why.strip():
        raise Refusal("This quarter is under way. Say in a sentence why it changes.", field="why")
    dates_moved = (quarter.starts_on, quarter.ends_on) != (starts_on, ends_on)
    quarter.starts_on, quarter.ends_on = starts_on, ends_on
    quarter.write(plan)
    quarter.save(update_fields=["starts_on", "ends_on", "written", "changed_at"])
    if quarter.is_open:
        note(quarter, changes, why, by=by)
        if dates_moved:
            _follow_dates(quarter)
    record("quarter.changed", quarter, by=by, what=changes, why=why.strip())
    return quarter


def _refuse_what_cannot_be(
    quarter: Quarter, starts_on: date, ends_on: date, plan: QuarterPlan, seen: str
) -> None:
    if quarter.is_closed:
        raise Refusal("This quarter is closed. Plan the next one instead.")
    if quarter.kind == Quarter.Kind.ROLLING:
        raise Refusal("These weeks roll on by themselves. Open a quarter to write a plan for it.")
    if quarter.seen != seen:
        raise Refusal("Somebody changed this plan while you were writing. Look at it again, then change it.")
    if quarter.is_open and starts_on != quarter.starts_on:
        raise Refusal("It has begun: its first day stays. Change the last one.", field="starts_on")
    if (quarter.starts_on, quarter.ends_on) != (starts_on, ends_on):
        check_dates(quarter.workspace, starts_on, ends_on, mine=quarter)
    if len(plan.themes) > MOST_THEMES or len(plan.days) > MOST_DAYS:
        raise Refusal(f"A plan holds {MOST_THEMES} themes and {MOST_DAYS} days. Keep what matters most.")
    for theme in plan.themes:
        if theme.starts_on and theme.ends_on and theme.ends_on < theme.starts_on:
            raise Refusal(f"The theme “{theme.name}” ends before it begins. Choose a later last day.")
    for day in plan.days:
        if day.last_on < day.on:
            raise Refusal(f"“{day.name}” ends before it begins. Choose a later last day.")
        if not (starts_on <= day.on and day.last_on <= ends_on):
            raise Refusal(f"“{day.name}” lies outside these dates. Move it, or the dates of the quarter.")
    _refuse_steps(plan, starts_on, ends_on)


def _refuse_steps(plan: QuarterPlan, starts_on: date, ends_on: date) -> None:
    """Refuse budget moves and tests that nobody could judge at the end."""
    if len(plan.moves) > MOST_STEPS or len(plan.tests) > MOST_STEPS:
        raise Refusal(
            f"A plan holds {MOST_STEPS} budget moves and {MOST_STEPS} tests. Keep what matters most."
        )
    if len({each.name for each in plan.steps}) < len(plan.steps):
        raise Refusal("Two budget moves or tests go by the same name. Tell them apart.")
    for move in plan.moves:
        if not move.taken_from or not move.given_to:
            raise Refusal("A budget move says where the money comes from and where it goes.")
        if move.amount_minor is not None and move.amount_minor <= 0:
            raise Refusal(f"“{move.name}” moves nothing. Say how much, or leave it open.")
    for test in plan.tests:
        if not test.hypothesis or not test.judged_by:
            raise Refusal(f"“{test.name}” says what is expected of it, and how it is judged.")
        if test.until is not None and not starts_on <= test.until <= ends_on:
            raise Refusal(f"“{test.name}” is judged outside these dates. Choose a day of the quarter.")


def _moved(quarter: Quarter, starts_on: date, ends_on: date) -> Iterator[str]:
    if quarter.starts_on != starts_on:
        yield f"It begins on {starts_on:%-d %B} instead of {quarter.starts_on:%-d %B}."
    if quarter.ends_on != ends_on:
        yield f"It ends on {ends_on:%-d %B} instead of {quarter.ends_on:%-d %B}."


def _follow_dates(quarter: Quarter) -> None:
    """Slots beyond the last day go where nobody decided anything about them; days that came on get theirs."""
    Slot.objects.filter(
        quarter=quarter, local_on__gt=quarter.ends_on, kept_at=None, taken_at=None, dropped_at=None
    ).delete()
    renew(quarter)
