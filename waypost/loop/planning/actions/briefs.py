"""Write what the post in a slot should say and do."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.db import transaction

from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Member
from waypost.foundation.workspaces.queries import require
from waypost.loop.planning.actions import slots
from waypost.loop.planning.actions.slots import Aim
from waypost.loop.planning.models import Brief, Slot
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def write(
    slot: Slot,
    *,
    title: str = "",
    message: str = "",
    call_to_action: str = "",
    notes: str = "",
    links: Sequence[str] = (),
    owner: Member | None = None,
    aim: Aim | None = None,
    by: Actor,
) -> Brief:
    """Write or rewrite the brief of a slot, and what the slot is for; a new layout leaves it alone from then on."""
    usable_channel(require(by, "plan.edit", slot.workspace_id), slot.channel_id)
    if owner is not None and owner.workspace_id != slot.workspace_id:
        raise Refusal("That person does not work on this brand. Choose one of its members.", field="owner")
    for link in links:
        if urlsplit(link).scheme not in {"http", "https"}:
            raise Refusal(f"“{link}” is not a web address. Write it whole, with https://.", field="links")
    brief, _made = Brief.objects.update_or_create(
        slot=slot,
        defaults={
            "workspace_id": slot.workspace_id,
            "title": title.strip(),
            "message": message.strip(),
            "call_to_action": call_to_action.strip(),
            "notes": notes.strip(),
            "links": list(links),
            "owner": owner,
            "written_at": clock.now(),
        },
    )
    slots.point(slot, aim=aim or _present_aim(slot), by=by)
    record("brief.written", brief, by=by, slot=slot.pk)
    return brief


def _present_aim(slot: Slot) -> Aim:
    return Aim(slot.pillar, slot.persona, slot.goal, slot.funnel_stage, slot.format, slot.campaign)
