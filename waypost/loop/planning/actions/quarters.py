"""Open a quarter, lay it out again, let four weeks roll on, close."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.planning.actions.layouts import renew
from waypost.loop.planning.models import Blackout, Quarter
from waypost.loop.planning.queries import overlapping, rolling_quarter
from waypost.loop.strategy.queries import current_version
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
def open(  # noqa: A001 (the verb that people say)
    workspace: Workspace, *, starts_on: date, ends_on: date, blackouts: Sequence[DaysOff] = (), by: Actor
) -> Quarter:
    """Open a period for planning: note its days off and lay its slots out."""
    require(by, "plan.edit", workspace.pk)
    version = _current(workspace)
    _check_dates(workspace, starts_on, ends_on)
    Blackout.objects.bulk_create(
        Blackout(
            workspace=workspace, starts_on=run.starts_on, ends_on=run.ends_on, reason=run.reason or "Days off"
        )
        for run in blackouts
    )
    quarter = Quarter.objects.create(
        workspace=workspace, starts_on=starts_on, ends_on=ends_on, strategy_version=version
    )
    record("quarter.opened", quarter, by=by, slots=renew(quarter), strategy_version=version)
    return quarter


@transaction.atomic
def lay_out(quarter: Quarter, *, by: Actor) -> Quarter:
    """Lay an open quarter's slots out again from the current strategy; what people decided stays."""
    require(by, "plan.edit", quarter.workspace_id)
    if not quarter.is_open:
        raise Refusal("This quarter is closed. Open the next one to plan further.")
    quarter.strategy_version = _current(quarter.workspace)
    quarter.save(update_fields=["strategy_version"])
    record(
        "quarter.laid_out", quarter, by=by, slots=renew(quarter), strategy_version=quarter.strategy_version
    )
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
        record("quarter.rolled", quarter, by=by, slots=renew(quarter), ends_on=until.isoformat())
    return quarter


@transaction.atomic
def close(quarter: Quarter, *, by: Actor) -> Quarter:
    """Close a quarter: its slots stay, no layout touches them any more."""
    require(by, "plan.edit", quarter.workspace_id)
    if not quarter.is_open:
        raise Refusal("This quarter is closed already.")
    quarter.state = Quarter.State.CLOSED
    quarter.save(update_fields=["state"])
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


def _check_dates(workspace: Workspace, starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise Refusal("The last day comes before the first. Choose a later one.", field="ends_on")
    if ends_on - starts_on > LONGEST:
        raise Refusal("That is more than a year. Open a quarter now and the next one later.", field="ends_on")
    if ends_on < workspace.today:
        raise Refusal("These days are over. Choose dates that end today or later.", field="ends_on")
    standing = overlapping(workspace.pk, starts_on, ends_on).first()
    if standing is not None:
        raise Refusal(
            f"“{standing}” is open for some of these days. Start after it, or close it first.",
            field="starts_on",
        )
