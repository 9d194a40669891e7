"""Say what a brand can make in a week: how it counts, who has how much, who is away when."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Member, Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.planning.domain.capacity import USUAL_MINUTES, Unit
from waypost.loop.planning.models import Absence, Hands, WorkingWeek
from waypost.toolkit.refusal import Refusal

MOST_MINUTES = 7 * 24 * 60
MOST_POSTS = 500
LONGEST_DAYS = 366


@transaction.atomic
def describe(
    workspace: Workspace,
    *,
    unit: Unit,
    hands: Mapping[Member, int],
    efforts: Mapping[str, int] | None = None,
    usual: int = USUAL_MINUTES,
    by: Actor,
) -> WorkingWeek:
    """Say all of it anew: minutes (or posts) a week for each of `hands`, minutes a post for each format of `efforts`.

    Whoever has nothing is not counted; when nobody is left, nothing is known and no plan is held against it.
    """
    require(by, "plan.edit", workspace.pk)
    most = MOST_MINUTES if unit is Unit.HOURS else MOST_POSTS
    for member, amount in hands.items():
        if member.workspace_id != workspace.pk:
            raise Refusal("That person does not work on this brand. Choose one of its members.")
        if not 0 <= amount <= most:
            raise Refusal(f"{member} cannot have that much in a week. Write less.")
    minutes = {format_.strip(): effort for format_, effort in (efforts or {}).items() if format_.strip()}
    if any(not 0 < effort <= MOST_MINUTES for effort in (*minutes.values(), usual)):
        raise Refusal("A post takes at least a minute and at most a week. Write another number.")
    week, _made = WorkingWeek.objects.update_or_create(
        workspace=workspace, defaults={"unit": unit, "usual": usual, "efforts": minutes}
    )
    Hands.objects.filter(workspace=workspace).delete()
    Hands.objects.bulk_create(
        Hands(workspace=workspace, member=member, amount=amount) for member, amount in hands.items() if amount
    )
    record("capacity.described", week, by=by, people=sum(amount > 0 for amount in hands.values()))
    return week


@transaction.atomic
def go_away(workspace: Workspace, *, member: Member, starts_on: date, ends_on: date, by: Actor) -> Absence:
    """Note days, both included, on which a member makes nothing."""
    require(by, "plan.edit", workspace.pk)
    if member.workspace_id != workspace.pk:
        raise Refusal("That person does not work on this brand. Choose one of its members.", field="member")
    if ends_on < starts_on:
        raise Refusal("The last day comes before the first. Choose a later one.", field="ends_on")
    if (ends_on - starts_on).days > LONGEST_DAYS:
        raise Refusal("That is more than a year. Give them no hours instead.", field="ends_on")
    absence = Absence.objects.create(workspace=workspace, member=member, starts_on=starts_on, ends_on=ends_on)
    record("absence.noted", absence, by=by, starts_on=starts_on.isoformat(), ends_on=ends_on.isoformat())
    return absence


@transaction.atomic
def come_back(absence: Absence, *, by: Actor) -> None:
    """Take an absence back."""
    require(by, "plan.edit", absence.workspace_id)
    record("absence.taken_back", absence, by=by)
    absence.delete()
