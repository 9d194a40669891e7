"""Posts that stay true: keep one, let it go, and fill a slot that stayed empty with one that has rested."""

from datetime import date, timedelta

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.actions import posts
from waypost.loop.content.actions.repeats import repeat
from waypost.loop.content.actions.writing import open_post
from waypost.loop.content.models import Evergreen, Post, Repeat
from waypost.loop.content.queries.repeating import rested_for, still_as_made
from waypost.loop.planning.models import Slot
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

FILLS_BEFORE = timedelta(hours=36)
"""So long before its time an empty slot is filled: the evening before, tomorrow's check finds it filled."""
LONGEST_REST = 730


@transaction.atomic
def keep(post: Post, *, rest_days: int, by: Actor, expires_on: date | None = None) -> Evergreen:
    """Let a post be said again in slots that stay empty, or say anew how long it rests and until when it holds."""
    open_post(post, by=by, permission="post.schedule")
    if post.is_answer:
        raise Refusal("An answer to somebody cannot be evergreen. Write a post instead.")
    if not 1 <= rest_days <= LONGEST_REST:
        raise Refusal(f"A rest is between 1 and {LONGEST_REST} days.", field="rest_days")
    if expires_on is not None and expires_on < post.workspace.today:
        raise Refusal("That day has passed. Choose a later one, or leave it open.", field="expires_on")
    if post.pillar is None:
        raise Refusal("Choose its pillar first: it fills empty slots of its pillar.")
    if Repeat.objects.filter(post=post).exists():
        raise Refusal("This post repeats another one. Keep that one evergreen instead.")
    evergreen, _is_new = Evergreen.objects.update_or_create(
        post=post,
        defaults={
            "workspace_id": post.workspace_id,
            "rest_days": rest_days,
            "expires_on": expires_on,
            "kept_by_label": by.label,
        },
    )
    if expires_on is not None:
        _give_back(post, after=expires_on, by=by)
    record(
        "evergreen.kept",
        evergreen,
        by=by,
        rest_days=rest_days,
        expires_on=expires_on.isoformat() if expires_on else None,
    )
    return evergreen


@transaction.atomic
def let_go(evergreen: Evergreen, *, by: Actor) -> Post:
    """Say a post no more by itself; slots that it fills and nobody changed are given back."""
    post = evergreen.post
    if post.is_archived:
        require(by, "post.schedule", post.workspace_id)
    else:
        open_post(post, by=by, permission="post.schedule")
    _give_back(post, after=None, by=by)
    record("evergreen.let_go", evergreen, by=by, post=post.pk)
    evergreen.delete()
    return post


@transaction.atomic
def fill(slot: Slot, *, by: Actor) -> Repeat | None:
    """Fill an empty slot with the evergreen post of its pillar that has rested longest; None where none has."""
    require(by, "post.schedule", slot.workspace_id)
    if not slot.is_open or slot.at <= clock.now():
        raise Refusal("This slot has a post, was dropped, or has passed. Reload the page to see it.")
    evergreen = rested_for(slot)
    if evergreen is None:
        return None
    made = repeat(evergreen.post, local=slot.local, slot=slot, by=by)
    record("slot.filled", slot, by=by, post=made.post_id, source=evergreen.post_id)
    return made


def _give_back(post: Post, *, after: date | None, by: Actor) -> None:
    """Put away what fills slots (after a day) and is as it was made; the slots wait for a post again."""
    filling = Repeat.objects.filter(source=post, series=None)
    if after is not None:
        filling = filling.filter(local_on__gt=after)
    for made in still_as_made(filling):
        posts.archive(made.post, by=by)
        Repeat.objects.filter(pk=made.pk).update(slot=None)
