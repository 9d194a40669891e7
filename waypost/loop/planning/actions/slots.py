"""Move, drop, add and aim a slot; take it for a post and give it back; follow the workspace's clock."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.planning.models import Campaign, Slot
from waypost.loop.planning.queries import quarter_covering, slots_after
from waypost.loop.strategy.models import FunnelStage, Goal, Persona, Pillar
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


@dataclass(frozen=True)
class Aim:
    """What a slot is for, and the campaign that it belongs to; without a pillar it is an open one."""

    pillar: Pillar | None = None
    persona: Persona | None = None
    goal: Goal | None = None
    funnel_stage: FunnelStage | None = None
    format: str = ""
    campaign: Campaign | None = None


@transaction.atomic
def move(slot: Slot, *, local: datetime, by: Actor) -> Slot:
    """Move a slot to another time on the wall; a new layout leaves it there."""
    _require_channel(by, slot)
    if slot.dropped_at is not None:
        raise Refusal("This slot was dropped. Bring it back before you move it.")
    if clock.to_utc(local, slot.workspace.timezone) <= clock.now():
        raise Refusal("That time has passed. Choose a later one.", field="local_on")
    before = slot.local
    slot.put_at(local, slot.workspace.timezone)
    slot.kept_at = clock.now()
    slot.save(update_fields=["local_on", "local_time", "zone", "at", "kept_at"])
    record("slot.moved", slot, by=by, before=before.isoformat(), after=local.isoformat())
    return slot


@transaction.atomic
def drop(slot: Slot, *, by: Actor) -> Slot:
    """Take a slot out of the calendar; its place stays empty when the quarter is laid out again."""
    _require_channel(by, slot)
    changed = Slot.objects.filter(pk=slot.pk, taken_at=None, dropped_at=None).update(dropped_at=clock.now())
    if not changed:
        raise Refusal("This slot has a post or was dropped already. Reload the page to see it.")
    slot.refresh_from_db()
    record("slot.dropped", slot, by=by)
    return slot


@transaction.atomic
def restore(slot: Slot, *, by: Actor) -> Slot:
    """Put a dropped slot back where it was."""
    _require_channel(by, slot)
    if (
        not Slot.objects.filter(pk=slot.pk)
        .exclude(dropped_at=None)
        .update(dropped_at=None, kept_at=clock.now())
    ):
        raise Refusal("This slot stands in the calendar already.")
    slot.refresh_from_db()
    record("slot.restored", slot, by=by)
    return slot


@transaction.atomic
def add(
    workspace: Workspace, *, channel: Channel, local: datetime, aim: Aim | None = None, by: Actor
) -> Slot:
    """Add a slot by hand; a new layout leaves it alone."""
    access = require(by, "plan.edit", workspace.pk)
    usable_channel(access, channel.pk)
    if clock.to_utc(local, workspace.timezone) <= clock.now():
        raise Refusal("That time has passed. Choose a later one.", field="local_on")
    quarter = quarter_covering(workspace.pk, local.date())
    slot = Slot(workspace=workspace, quarter=quarter, channel=channel, kept_at=clock.now())
    slot.put_at(local, workspace.timezone)
    _point(slot, aim or Aim())
    slot.save()
    record("slot.added", slot, by=by)
    return slot


@transaction.atomic
def point(slot: Slot, *, aim: Aim, by: Actor) -> Slot:
    """Say anew what a slot is for."""
    _require_channel(by, slot)
    _point(slot, aim)
    slot.kept_at = clock.now()
    slot.save()
    record("slot.aimed", slot, by=by, pillar=aim.pillar.key if aim.pillar else None)
    return slot


@transaction.atomic
def take(slot: Slot, *, by: Actor) -> Slot:
    """Mark a slot as having its post, so that nobody else fills it."""
    access = require(by, "post.draft", slot.workspace_id)
    usable_channel(access, slot.channel_id)
    changed = Slot.objects.filter(pk=slot.pk, taken_at=None, dropped_at=None).update(taken_at=clock.now())
    if not changed:
        raise Refusal("Somebody has filled or dropped this slot in the meantime. Choose another one.")
    slot.refresh_from_db()
    record("slot.taken", slot, by=by)
    return slot


@transaction.atomic
def release(slot: Slot, *, by: Actor) -> Slot:
    """Give a slot back, so that it waits for a post again; nothing happens when it waits already."""
    require(by, "post.draft", slot.workspace_id)
    if Slot.objects.filter(pk=slot.pk).exclude(taken_at=None).update(taken_at=None):
        record("slot.released", slot, by=by)
    slot.refresh_from_db()
    return slot


@transaction.atomic
def follow_zone(workspace: Workspace, *, by: Actor) -> int:
    """Let every slot to come show the same time on the wall in the workspace's present zone, by its present rules; say
    how many moved."""
    require(by, "plan.edit", workspace.pk)
    zone = workspace.timezone
    to_come = slots_after(workspace.pk, clock.now())
    changed = [slot for slot in to_come if slot.zone != zone or slot.at != clock.to_utc(slot.local, zone)]
    for slot in changed:
        slot.put_at(slot.local, zone)
    Slot.objects.bulk_update(changed, ["zone", "at"], batch_size=200)
    if changed:
        record("slots.rezoned", workspace, by=by, workspace_id=workspace.pk, count=len(changed))
    return len(changed)


def _require_channel(by: Actor, slot: Slot) -> None:
    usable_channel(require(by, "plan.edit", slot.workspace_id), slot.channel_id)


def _point(slot: Slot, aim: Aim) -> None:
    items = (aim.pillar, aim.persona, aim.goal, aim.funnel_stage)
    if any(item is not None and item.workspace_id != slot.workspace_id for item in items):
        raise Refusal("That belongs to another brand's strategy. Choose one of this brand's.")
    if aim.campaign is not None and aim.campaign.workspace_id != slot.workspace_id:
        raise Refusal("That campaign belongs to another brand. Choose one of this brand's.", field="campaign")
    slot.pillar, slot.persona, slot.goal, slot.funnel_stage = items
    slot.campaign = aim.campaign
    slot.format = aim.format
    slot.is_reactive = aim.pillar is None
