from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.content import beginnings
from waypost.loop.content.actions.campaigns import ours
from waypost.loop.content.actions.reasons import Reasons, fill
from waypost.loop.content.actions.writing import needed_for, open_post, renew
from waypost.loop.content.models import Post, Variant
from waypost.loop.planning.actions import slots
from waypost.loop.planning.models import Campaign, Slot
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def draft(
    workspace: Workspace,
    *,
    by: Actor,
    slot: Slot | None = None,
    title: str = "",
    body: str = "",
    channels: Sequence[Channel] = (),
    reasons: Reasons | None = None,
    campaign: Campaign | None = None,
    purpose: str = Post.Purpose.VALUE,
    origin: str = Post.Origin.CREATED,
) -> Post:
    """Start a post, from a slot or from nothing. The slot gives channel, time and why; the pillar gives the rest."""
    access = require(by, "post.draft", workspace.pk)
    post = Post(workspace=workspace, author_id=access.member_id, author_label=by.label)
    post.title, post.body = _clean(title), _clean(body)
    post.purpose, post.origin = purpose, origin
    if slot is not None:
        _take_slot(post, slot, by=by)
        channels = list(dict.fromkeys([slot.channel, *channels]))
    post.campaign = ours(post.workspace_id, campaign or (slot.campaign if slot else None))
    fill(post, reasons or Reasons(), slot=slot, text=f"{post.title}\n{post.body}")
    post.save()
    for channel in channels:
        Variant.objects.create(
            workspace=workspace, post=post, channel=usable_channel(access, channel.pk), content_hash=""
        )
    renew(post, by=by)
    record("post.drafted", post, by=by, slot=slot.pk if slot else None)
    if slot is not None:
        beginnings.begin(post, slot, by)
    return post


@transaction.atomic
def write(post: Post, *, by: Actor, version: int, title: str | None = None, body: str | None = None) -> Post:
    """Change title or text. `version` is the one that was being edited; a newer one is never overwritten."""
    open_post(post, by=by, permission="post.draft", version=version)
    before = post.title, post.body
    post.title = post.title if title is None else _clean(title)
    post.body = post.body if body is None else _clean(body)
    if (post.title, post.body) == before:
        return post
    renew(post, by=by, changed=["title", "body"])
    record("post.changed", post, by=by, version=post.version)
    return post


@transaction.atomic
def explain(post: Post, *, by: Actor, reasons: Reasons, purpose: str = "", origin: str = "") -> Post:
    """Say why the post exists. What is left open follows from the pillar."""
    open_post(post, by=by, permission="post.draft")
    fill(post, reasons)
    post.purpose = purpose or post.purpose
    post.origin = origin or post.origin
    renew(post, by=by)
    record("post.explained", post, by=by, pillar=post.pillar_id, reactive=post.reactive)
    return post


@transaction.atomic
def plan(post: Post, *, by: Actor, local: datetime | None) -> Post:
    """Give the post its time on the wall of the workspace, or none. An approval holds: it is not about the time."""
    open_post(post, by=by, permission="post.schedule")
    if local is None:
        _unplan(post)
    else:
        _plan(post, local)
        if post.planned_at is not None and post.planned_at <= clock.now():
            raise Refusal("That time has passed. Choose one that lies ahead.", field="local")
    post.updated_at = clock.now()
    post.save()
    record("post.planned", post, by=by, local=local.isoformat() if local else None, zone=post.planned_zone)
    return post


@transaction.atomic
def archive(post: Post, *, by: Actor) -> Post:
    """Put the post away; it leaves calendar and queue and frees its slot."""
    open_post(post, by=by, permission=needed_for(post, by))
    post.archived_at = clock.now()
    post.save(update_fields=["archived_at"])
    if post.slot is not None:
        slots.release(post.slot, by=by)
    record("post.archived", post, by=by)
    return post


@transaction.atomic
def derive_anew(workspace: Workspace, *, by: Actor) -> int:
    """Derive the moments of everything still ahead from its wall-clock times, after the zone or its rules changed."""
    require(by, "workspace.edit", workspace.pk)
    ahead = Post.objects.select_for_update().filter(
        workspace=workspace, archived_at=None, planned_at__gt=clock.now()
    )
    moved = [post for post in ahead if _moves(post, workspace)]
    Post.objects.bulk_update(moved, ["planned_zone", "planned_at"], batch_size=500)
    record("posts.derived_anew", workspace, by=by, workspace_id=workspace.pk, count=len(moved))
    return len(moved)


def _take_slot(post: Post, slot: Slot, *, by: Actor) -> None:
    if slot.workspace_id != post.workspace_id:
        raise Refusal("That slot belongs to another brand. Choose one of this calendar.")
    if Post.objects.filter(slot=slot, archived_at=None).exists():
        raise Refusal("This slot has a post already. Open it instead.")
    slots.take(slot, by=by)
    post.slot = slot
    post.title = post.title or (slot.brief.title if hasattr(slot, "brief") else "")
    _plan(post, slot.local)


def _plan(post: Post, local: datetime) -> None:
    post.planned_on, post.planned_time = local.date(), local.time()
    post.planned_zone = post.workspace.timezone
    post.planned_at = clock.to_utc(local, post.planned_zone)


def _unplan(post: Post) -> None:
    post.planned_on = post.planned_time = post.planned_at = None
    post.planned_zone = ""


def _moves(post: Post, workspace: Workspace) -> bool:
    local, before = post.planned_local, post.planned_at
    assert local is not None, "only planned posts are derived anew"
    post.workspace = workspace
    _plan(post, local)
    return post.planned_at != before


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
