"""Write what the post in a slot should say and do, all of it or a part."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack
from urllib.parse import urlsplit

from django.db import transaction

from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.permissions import roles_that_may
from waypost.foundation.workspaces.models import Member
from waypost.foundation.workspaces.queries import require
from waypost.loop.planning.actions import checkpoints, slots
from waypost.loop.planning.actions.checkpoints import Milestone
from waypost.loop.planning.actions.slots import Aim
from waypost.loop.planning.domain import hashtags
from waypost.loop.planning.domain.briefs import too_late
from waypost.loop.planning.models import Brief, Slot
from waypost.loop.strategy.queries import current_strategy
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

LISTED = ("title", "outcome", "message", "call_to_action", "specs", "must", "never", "notes")


class Said(TypedDict, total=False):
    """What a brief says; what is left out is empty."""

    title: str
    outcome: str
    message: str
    call_to_action: str
    specs: str
    must: str
    never: str
    notes: str
    links: Sequence[str]
    hashtags: Sequence[str]
    checkpoints: Sequence[Milestone]
    owner: Member | None
    approver: Member | None
    due_on: date | None


@transaction.atomic
def write(slot: Slot, *, aim: Aim | None = None, by: Actor, **said: Unpack[Said]) -> Brief:
    """Write or rewrite the brief of a slot, and what the slot is for; a new layout leaves it alone from then on."""
    usable_channel(require(by, "plan.edit", slot.workspace_id), slot.channel_id)
    _refuse_what_cannot_be(slot, said)
    brief, _made = Brief.objects.update_or_create(
        slot=slot,
        defaults={
            "workspace_id": slot.workspace_id,
            **{name: str(said.get(name, "")).strip() for name in LISTED},
            "links": list(said.get("links", ())),
            "hashtags": hashtags.once(said.get("hashtags", ())),
            "owner": said.get("owner"),
            "approver": said.get("approver"),
            "due_on": said.get("due_on"),
            "written_at": clock.now(),
        },
    )
    checkpoints.set_out(brief, milestones=said.get("checkpoints", ()), by=by)
    slots.point(slot, aim=aim or _present_aim(slot), by=by)
    record("brief.written", brief, by=by, slot=slot.pk)
    return brief


@transaction.atomic
def amend(slot: Slot, *, by: Actor, **said: Unpack[Said]) -> Brief:
    """Change some of what a brief says and leave the rest as it is; it is begun where there is none."""
    brief: Brief | None = getattr(slot, "brief", None)
    whole = Said() if brief is None else _said(brief)
    whole.update(said)
    return write(slot, by=by, **whole)


def _said(brief: Brief) -> Said:
    return Said(
        title=brief.title,
        outcome=brief.outcome,
        message=brief.message,
        call_to_action=brief.call_to_action,
        specs=brief.specs,
        must=brief.must,
        never=brief.never,
        notes=brief.notes,
        links=brief.links,
        hashtags=brief.hashtags,
        checkpoints=checkpoints.milestones_of(brief),
        owner=brief.owner,
        approver=brief.approver,
        due_on=brief.due_on,
    )


def _refuse_what_cannot_be(slot: Slot, said: Said) -> None:
    owner, approver, due_on = said.get("owner"), said.get("approver"), said.get("due_on")
    for name, member in {"owner": owner, "approver": approver}.items():
        if member is not None and member.workspace_id != slot.workspace_id:
            raise Refusal("That person does not work on this brand. Choose one of its members.", field=name)
    if approver is not None and approver.roles.isdisjoint(roles_that_may("post.approve")):
        raise Refusal(f"{approver} may not approve posts here. Choose somebody who may.", field="approver")
    if due_on is not None and too_late(due_on, slot.local_on):
        raise Refusal(
            f"It goes out on {slot.local_on:%-d %B}. Ask for it by then at the latest.", field="due_on"
        )
    for link in said.get("links", ()):
        if urlsplit(link).scheme not in {"http", "https"}:
            raise Refusal(f"“{link}” is not a web address. Write it whole, with https://.", field="links")
    _refuse_hashtags(slot, hashtags.once(said.get("hashtags", ())))


def _refuse_hashtags(slot: Slot, tags: Sequence[str]) -> None:
    """Refuse what no network reads, what this one does not take, and what the strategy forbids."""
    if not tags:
        return
    hashtags.refuse_what_cannot_be(tags)
    card = slot.channel.card
    most = card.text_rules.hashtags_max
    if most is not None and len(tags) > most:
        raise Refusal(
            f"{card.label} takes {most} hashtags in a post; these are {len(tags)}.", field="hashtags"
        )
    hashtags.refuse_what_is_forbidden(tags, current_strategy(slot.workspace_id))


def _present_aim(slot: Slot) -> Aim:
    return Aim(slot.pillar, slot.persona, slot.goal, slot.funnel_stage, slot.format, slot.campaign)
