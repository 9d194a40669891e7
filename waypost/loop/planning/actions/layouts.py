"""Puts a layout into rows: what a person decided stays, the rest follows the strategy."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from waypost.foundation.channels.models import Channel
from waypost.loop.planning.domain.layout import PlannedSlot, lay_out
from waypost.loop.planning.models import Quarter, Slot
from waypost.loop.planning.queries import days_off, plan, slots_on
from waypost.loop.strategy.models import FunnelStage, Goal, Persona, Pillar
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

_ROLLING_MEMORY = timedelta(weeks=4)


def renew(quarter: Quarter) -> int:
    """Lay the quarter's slots anew and say how many it has; taken, moved, briefed and past ones stay as they are."""
    workspace = quarter.workspace
    wanted = plan(workspace)
    if wanted is None:
        raise Refusal("Slots follow the strategy, and there is no current one yet. Accept a strategy first.")
    now = clock.to_local(clock.now(), workspace.timezone)
    first_on = _first_on(quarter, now.date())
    rows = list(slots_on(workspace.pk, first_on, quarter.ends_on))
    standing = [row for row in rows if row.dropped_at is None and _stays(row, now)]
    loose = [row for row in rows if row.dropped_at is None and not _stays(row, now)]
    fresh = lay_out(
        wanted,
        first_on,
        quarter.ends_on,
        blackouts=days_off(workspace.pk, first_on, quarter.ends_on),
        kept=[_as_planned(row) for row in standing],
        emptied=[(row.local, row.channel.key) for row in rows if row.dropped_at is not None],
        not_before=now,
    )
    _reconcile(quarter, loose, fresh)
    return len(standing) + len(fresh)


def _first_on(quarter: Quarter, today: date) -> date:
    """Weeks that roll on forget what is long past, so that shares follow the present strategy."""
    if quarter.kind == Quarter.Kind.ROLLING:
        return max(quarter.starts_on, clock.start_of_week(today) - _ROLLING_MEMORY)
    else:
        return quarter.starts_on


def _stays(slot: Slot, now: datetime) -> bool:
    return slot.kept_at is not None or slot.taken_at is not None or slot.local < now


def _as_planned(slot: Slot) -> PlannedSlot:
    return PlannedSlot(
        local=slot.local,
        channel=slot.channel.key,
        pillar=slot.pillar.key if slot.pillar else None,
        format=slot.format,
    )


def _reconcile(quarter: Quarter, loose: Sequence[Slot], fresh: Iterable[PlannedSlot]) -> None:
    """Keep the row of a place that is laid again, add the places that are new, remove the others."""
    items = _Items(quarter.workspace_id)
    by_place = {(row.local, row.channel.key): row for row in loose}
    kept: list[Slot] = []
    added: list[Slot] = []
    for planned in fresh:
        standing = by_place.pop((planned.local, planned.channel), None)
        slot = standing or Slot(quarter=quarter)
        items.fill(slot, planned)
        slot.put_at(planned.local, quarter.workspace.timezone)
        (kept if standing else added).append(slot)
    Slot.objects.filter(pk__in={row.pk for row in loose} - {slot.pk for slot in kept}).delete()
    Slot.objects.bulk_update(kept, [*_Items.FIELDS, "local_on", "local_time", "zone", "at"], batch_size=100)
    Slot.objects.bulk_create(added, batch_size=200)


class _Items:
    """The strategy's rows and the channels by their keys."""

    FIELDS = ("channel", "pillar", "persona", "goal", "funnel_stage", "format", "is_reactive")

    def __init__(self, workspace_id: int) -> None:
        self.workspace_id = workspace_id
        self.channels = {row.key: row for row in Channel.objects.filter(workspace_id=workspace_id)}
        self.pillars = {row.key: row for row in Pillar.objects.filter(workspace_id=workspace_id)}
        self.personas = {row.key: row for row in Persona.objects.filter(workspace_id=workspace_id)}
        self.goals = {row.key: row for row in Goal.objects.filter(workspace_id=workspace_id)}
        self.funnel_stages = {row.key: row for row in FunnelStage.objects.filter(workspace_id=workspace_id)}

    def fill(self, slot: Slot, planned: PlannedSlot) -> None:
        """Give `slot` everything of `planned` but its time."""
        slot.workspace_id = self.workspace_id
        slot.channel = self.channels[planned.channel]
        slot.pillar = self.pillars[planned.pillar] if planned.pillar else None
        slot.persona = self.personas.get(planned.persona or "")
        slot.goal = self.goals.get(planned.goal or "")
        slot.funnel_stage = self.funnel_stages.get(planned.funnel_stage or "")
        slot.format = planned.format
        slot.is_reactive = planned.pillar is None
