from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.content.actions.reasons import Reasons, fill
from waypost.loop.content.actions.writing import open_post
from waypost.loop.content.models import Post, Variant
from waypost.loop.content.queries.queueing import next_slot
from waypost.loop.planning.actions import slots
from waypost.loop.planning.models import Slot
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def take_next(post: Post, *, by: Actor) -> Post:
    """Give a post the next free slot of its channels and its pillar; a slot that it had waits for a post again."""
    access = open_post(post, by=by, permission="post.schedule")
    if not Variant.objects.filter(post=post).exists():
        raise Refusal("This post goes nowhere yet. Choose a channel first.")
    slot = next_slot(access, post)
    if slot is None:
        wanted = f" for {post.pillar.label}" if post.pillar else ""
        raise Refusal(
            f"No slot{wanted} is free on its channels. Choose a time yourself, or add a slot to the plan."
        )
    if post.pillar is None and not post.reactive:
        fill(post, Reasons(), slot=slot)
    return _put(post, slot, by=by)


@transaction.atomic
def take(post: Post, *, slot: Slot, by: Actor) -> Post:
    """Give a post this very slot and its time; a slot that it had waits for a post again."""
    open_post(post, by=by, permission="post.schedule")
    if slot.workspace_id != post.workspace_id:
        raise Refusal("That slot belongs to another brand. Choose one of this calendar.")
    if slot.at <= clock.now():
        raise Refusal("That slot has passed. Choose one that lies ahead.")
    return _put(post, slot, by=by)


def _put(post: Post, slot: Slot, *, by: Actor) -> Post:
    if post.slot is not None:
        slots.release(post.slot, by=by)
    slots.take(slot, by=by)
    post.slot = slot
    post.planned_on, post.planned_time = slot.local_on, slot.local_time
    post.planned_zone, post.planned_at = slot.zone, slot.at
    post.updated_at = clock.now()
    post.save()
    record("post.planned", post, by=by, local=slot.local.isoformat(), zone=slot.zone, slot=slot.pk)
    return post
