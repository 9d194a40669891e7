"""Catch an idea, keep it as worth doing, archive it, take it into a slot."""

from urllib.parse import urlsplit

from django.db import transaction

from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.planning.models import Brief, Idea, Slot
from waypost.loop.strategy.models import Pillar
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def capture(
    workspace: Workspace,
    *,
    title: str,
    note: str = "",
    link: str = "",
    pillar: Pillar | None = None,
    by: Actor,
) -> Idea:
    """Keep an idea before it is forgotten; one line is enough."""
    require(by, "idea.add", workspace.pk)
    if not title.strip():
        raise Refusal("Write the idea in a few words.", field="title")
    if pillar is not None and pillar.workspace_id != workspace.pk:
        raise Refusal("That pillar belongs to another brand. Choose one of this brand's.", field="pillar")
    if link and urlsplit(link).scheme not in {"http", "https"}:
        raise Refusal("Write the web address whole, with https://.", field="link")
    idea = Idea.objects.create(
        workspace=workspace,
        title=title.strip()[:160],
        note=note.strip(),
        link=link,
        pillar=pillar,
        captured_by=by.label,
    )
    record("idea.captured", idea, by=by)
    return idea


@transaction.atomic
def keep(idea: Idea, *, by: Actor, pillar: Pillar | None = None) -> Idea:
    """Say that an idea is worth doing, and which pillar it belongs to where that was open."""
    require(by, "idea.add", idea.workspace_id)
    if pillar is not None and pillar.workspace_id != idea.workspace_id:
        raise Refusal("That pillar belongs to another brand. Choose one of this brand's.", field="pillar")
    if not Idea.objects.filter(pk=idea.pk, slot=None, archived_at=None, kept_at=None).update(
        kept_at=clock.now(), pillar=idea.pillar or pillar
    ):
        raise Refusal("This idea is kept, archived or in a slot already.")
    idea.refresh_from_db()
    record("idea.kept", idea, by=by)
    return idea


@transaction.atomic
def put_back(idea: Idea, *, by: Actor) -> Idea:
    """Let an idea that was kept or archived wait again among those that were just caught."""
    require(by, "idea.add", idea.workspace_id)
    waiting = Idea.objects.filter(pk=idea.pk, slot=None).exclude(kept_at=None, archived_at=None)
    if not waiting.update(kept_at=None, archived_at=None):
        raise Refusal("This idea waits already, or is in a slot.")
    idea.refresh_from_db()
    record("idea.put_back", idea, by=by)
    return idea


@transaction.atomic
def archive(idea: Idea, *, by: Actor) -> Idea:
    """Put an idea away; it stays to be found again."""
    require(by, "idea.add", idea.workspace_id)
    if not Idea.objects.filter(pk=idea.pk, archived_at=None).update(archived_at=clock.now()):
        raise Refusal("This idea is archived already.")
    idea.refresh_from_db()
    record("idea.archived", idea, by=by)
    return idea


@transaction.atomic
def take_into_slot(idea: Idea, *, slot: Slot, by: Actor) -> Slot:
    """Let a slot be about an idea: its words open the brief, its pillar fills an open slot."""
    access = require(by, "plan.edit", idea.workspace_id)
    if slot.workspace_id != idea.workspace_id:
        raise Refusal("That slot belongs to another brand. Choose one of this brand's.", field="slot")
    usable_channel(access, slot.channel_id)
    if not slot.is_open:
        raise Refusal("That slot has a post or was dropped. Choose one that is still open.", field="slot")
    if not Idea.objects.filter(pk=idea.pk, slot=None, archived_at=None).update(slot=slot):
        raise Refusal("This idea is archived, or in a slot already.")
    idea.refresh_from_db()
    _open_brief(idea, slot)
    if slot.pillar is None:
        slot.pillar = idea.pillar
    slot.kept_at = clock.now()
    slot.save(update_fields=["pillar", "kept_at"])
    record("idea.taken", idea, by=by, slot=slot.pk)
    return slot


def _open_brief(idea: Idea, slot: Slot) -> None:
    brief, _made = Brief.objects.get_or_create(slot=slot, defaults={"workspace_id": slot.workspace_id})
    brief.title = brief.title or idea.title
    brief.message = brief.message or idea.note
    brief.links = [*brief.links, idea.link] if idea.link and idea.link not in brief.links else brief.links
    brief.save(update_fields=["title", "message", "links"])
