"""Draft a quarter, open it, lay it out again, let four weeks roll on, close."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.planning.actions.layouts import renew
from waypost.loop.planning.actions.quarter_reviews import refuse_unsettled
from waypost.loop.planning.actions.traces import note
from waypost.loop.planning.domain.quarter_plan import QuarterPlan
from waypost.loop.planning.models import Blackout, Quarter
from waypost.loop.planning.queries import quarter_before, rolling_quarter, standing_between
from waypost.loop.strategy.queries import current_version
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

LONGEST = timedelta(days=366)
ROLLING_DAYS = 28


@dataclass(frozen=True)
class DaysOff:
    """A run of days on which no slot is laid, both ends included."""

    starts_on: date
    ends_on: date
    reason: str

    @property
    def days(self) -> list[date]:
        return [
            self.starts_on + timedelta(days=number)
            for number in range((self.ends_on - self.starts_on).days + 1)
        ]


@transaction.atomic
def draft(
    workspace: Workspace, *, starts_on: date, ends_on: date, blackouts: Sequence[DaysOff] = (), by: Actor
) -> Quarter:
    """Begin a period as a draft: its days off are noted, what the last one taught is carried in, no slot is laid."""
    require(by, "plan.edit", workspace.pk)
    version = _current(workspace)
    check_dates(workspace, starts_on, ends_on)
    _take_off(workspace, blackouts)
    quarter = Quarter(
        workspace=workspace,
        state=Quarter.State.DRAFT,
        starts_on=starts_on,
        ends_on=ends_on,
        strategy_version=version,
        drafted_by=by.label,
        opened_at=None,
    )
    before = quarter_before(workspace.pk, starts_on)
    quarter.write(QuarterPlan(carried=before.lessons if before else ""))
    quarter.save()
    record("quarter.drafted", quarter, by=by, strategy_version=version)
    return quarter


@transaction.atomic
def open(  # noqa: A001 (the verb that people say)
    workspace: Workspace, *, starts_on: date, ends_on: date, blackouts: Sequence[DaysOff] = (), by: Actor
) -> Quarter:
    """Open a period for planning at once: note its days off and lay its slots out."""
    return begin(draft(workspace, starts_on=starts_on, ends_on=ends_on, blackouts=blackouts, by=by), by=by)


@transaction.atomic
def begin(quarter: Quarter, *, by: Actor) -> Quarter:
    """Open a drafted period: lay its slots out by the strategy in force, if nobody who was asked stands in the way."""
    require(by, "plan.edit", quarter.workspace_id)
    quarter.refresh_from_db()
    if not quarter.is_draft:
        raise Refusal("This quarter is open already. Reload the page to see it.")
    check_dates(quarter.workspace, quarter.starts_on, quarter.ends_on, mine=quarter)
    refuse_unsettled(quarter)
    quarter.state = Quarter.State.OPEN
    quarter.opened_at = clock.now()
    quarter.strategy_version = _current(quarter.workspace)
    quarter.save(update_fields=["state", "opened_at", "strategy_version"])
    record("quarter.opened", quarter, by=by, slots=renew(quarter), strategy_version=quarter.strategy_version)
    return quarter


@transaction.atomic
def discard(quarter: Quarter, *, by: Actor) -> None:
    """Throw a draft away; its days off stay."""
    require(by, "plan.edit", quarter.workspace_id)
    quarter.refresh_from_db()
    if not quarter.is_draft:
        raise Refusal("This quarter was opened: it has slots. Close it instead.")
    record("quarter.discarded", quarter, by=by)
    quarter.delete()


@transaction.atomic
def lay_out(quarter: Quarter, *, why: str = "", by: Actor) -> Quarter:
    """Lay an open quarter's slots out again from the current strategy; what people decided stays."""
    require(by, "plan.edit", quarter.workspace_id)
    if not quarter.is_open:
        raise Refusal("This quarter is closed. Open the next one to plan further.")
    quarter.strategy_version = _current(quarter.workspace)
    quarter.save(update_fields=["strategy_version"])
    slots = renew(quarter)
    note(quarter, [f"Laid out again from version {quarter.strategy_version} of the strategy."], why, by=by)
    record("quarter.laid_out", quarter, by=by, slots=slots, strategy_version=quarter.strategy_version)
    return quarter


@transaction.atomic
def roll(workspace: Workspace, *, by: Actor) -> Quarter:
    """See to it that slots stand for the next four weeks, to the end of a week; begin to roll where nobody did."""
    require(by, "plan.edit", workspace.pk)
    version = _current(workspace)
    quarter = rolling_quarter(workspace.pk)
    until = rolls_until(workspace.today)
    if quarter is None:
        quarter = Quarter.objects.create(
            workspace=workspace,
            kind=Quarter.Kind.ROLLING,
            starts_on=workspace.today,
            ends_on=until,
            strategy_version=version,
        )
        record("quarter.opened", quarter, by=by, slots=renew(quarter), strategy_version=version)
    elif quarter.ends_on < until:
        quarter.ends_on = until
        quarter.strategy_version = version
        quarter.save(update_fields=["ends_on", "strategy_version"])
        record("quarter.rolled", quarter, by=by, slots=renew(quarter, mends=True), ends_on=until.isoformat())
    return quarter


@transaction.atomic
def close(
    quarter: Quarter, *, lessons: str = "", outcomes: Mapping[str, str] | None = None, by: Actor
) -> Quarter:
    """Close a quarter with what it taught, and what came of its budget moves and tests by their names: its slots stay, no
    layout touches them any more."""
    require(by, "plan.edit", quarter.workspace_id)
    quarter.refresh_from_db()
    if quarter.is_draft:
        raise Refusal("This quarter was never opened. Throw the draft away instead.")
    if quarter.is_closed:
        raise Refusal("This quarter is closed already.")
    quarter.state = Quarter.State.CLOSED
    quarter.closed_at = clock.now()
    quarter.lessons = lessons.strip()
    if outcomes:
        quarter.write(quarter.plan.with_outcomes({name: said.strip() for name, said in outcomes.items()}))
    quarter.save(update_fields=["state", "closed_at", "lessons", "written", "changed_at"])
    record("quarter.closed", quarter, by=by)
    return quarter


def rolls_until(today: date) -> date:
    """The Sunday to which the four weeks after `today` reach."""
    last = today + timedelta(days=ROLLING_DAYS - 1)
    return last + timedelta(days=6 - last.weekday())


def _current(workspace: Workspace) -> int:
    """The number of the version that is in force."""
    version = current_version(workspace.pk)
    if version is None:
        raise Refusal("Slots follow the strategy, and there is no current one yet. Accept a strategy first.")
    assert version.number is not None, "an accepted version has a number"
    return version.number


def check_dates(workspace: Workspace, starts_on: date, ends_on: date, mine: Quarter | None = None) -> None:
    """Refuse days that make no sense, and days for which another period than `mine` is open or drafted."""
    if ends_on < starts_on:
        raise Refusal("The last day comes before the first. Choose a later one.", field="ends_on")
    if ends_on - starts_on > LONGEST:
        raise Refusal("That is more than a year. Open a quarter now and the next one later.", field="ends_on")
    if ends_on < workspace.today:
        raise Refusal("These days are over. Choose dates that end today or later.", field="ends_on")
    for standing in standing_between(workspace.pk, starts_on, ends_on):
        if mine is None or standing.pk != mine.pk:
            way = "throw that draft away" if standing.is_draft else "close it"
            raise Refusal(
                f"“{standing}” is {standing.get_state_display().lower()} for some of these days."
                f" Start after it, or {way} first.",
                field="starts_on",
            )


def _take_off(workspace: Workspace, runs: Sequence[DaysOff]) -> None:
    Blackout.objects.bulk_create(
        Blackout(
            workspace=workspace, starts_on=run.starts_on, ends_on=run.ends_on, reason=run.reason or "Days off"
        )
        for run in runs
    )
