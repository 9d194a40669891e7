"""Saying again what a post says: a post of its own, with its words, pictures, why and, where nothing differs, approval."""

from datetime import datetime
from typing import TypeVar

from django.db import models, transaction
from django.db.models import QuerySet

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.content.actions.writing import open_post, renew
from waypost.loop.content.domain.snapshot import as_record
from waypost.loop.content.models import Attachment, Post, Repeat, Review, Series, Variant
from waypost.loop.content.queries.repeating import still_as_made
from waypost.loop.content.queries.reviews import last_approval
from waypost.loop.content.queries.variants import outgoing_of, variants_of
from waypost.loop.planning.actions import slots
from waypost.loop.planning.models import Slot
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

Row = TypeVar("Row", bound=models.Model)

PLACED = {
    "version": 1,
    "state": Post.State.DRAFT,
    "slot_id": None,
    "archived_at": None,
}
"""What a repeat does not take from its source; its times come on top."""


@transaction.atomic
def repeat(
    source: Post, *, local: datetime, by: Actor, series: Series | None = None, slot: Slot | None = None
) -> Repeat:
    """Say a post again at `local` on the wall: for a time of its series, or in a slot (then on the slot's channel alone)."""
    open_post(source, by=by, permission="post.schedule")
    if any(row is not None and row.workspace_id != source.workspace_id for row in (series, slot)):
        raise Refusal("That belongs to another brand. Choose one of this calendar.")
    assert series is None or series.source_id == source.pk, "a series says its own post again"
    post = _placed(source, local)
    if slot is not None:
        slots.take(slot, by=by)
        post.slot = slot
    post.save()
    _bring_along(source, post, channel_id=slot.channel_id if slot else None)
    renew(post, by=by)
    made = Repeat.objects.create(
        workspace_id=post.workspace_id,
        post=post,
        source=source,
        series=series,
        slot=slot,
        local_on=local.date(),
        local_time=local.time(),
        version=post.version,
    )
    record("post.repeated", post, by=by, source=source.pk, series=series.pk if series else None)
    _agree_on_approval(source, post, by=by)
    return made


@transaction.atomic
def follow(source: Post, *, by: Actor) -> list[Post]:
    """Give the repeats to come that nobody has changed the words of their source once these are approved.

    While they are not, such repeats do not go out either: their approval was the source's.
    """
    open_post(source, by=by, permission="post.schedule")
    followed = []
    for made in still_as_made(Repeat.objects.filter(source=source)).select_for_update(of=("self",)):
        if source.is_approved:
            _say_as(source, made, by=by)
        _agree_on_approval(source, made.post, by=by)
        followed.append(made.post)
    return followed


def _placed(source: Post, local: datetime) -> Post:
    zone, campaign = source.workspace.timezone, source.campaign
    return _like(
        source,
        **PLACED,
        campaign_id=campaign.pk if campaign is not None and not campaign.is_ended else None,
        planned_on=local.date(),
        planned_time=local.time(),
        planned_zone=zone,
        planned_at=clock.to_utc(local, zone),
        created_at=clock.now(),
        updated_at=clock.now(),
    )


def _bring_along(source: Post, post: Post, *, channel_id: int | None) -> None:
    """Write the source's variants and pictures for the post anew."""
    own, unseen = {"post_id": post.pk}, {"content_hash": "", "approved_hash": ""}
    Variant.objects.bulk_create([_like(each, **own, **unseen) for each in _variants(source, channel_id)])
    Attachment.objects.bulk_create([_like(each, **own) for each in _pictures(source)])


def _say_as(source: Post, made: Repeat, *, by: Actor) -> None:
    """Let a repeat say what its source says now; nothing happens where it does already."""
    post, only = made.post, _channel_of(made)
    if _said(post, only) == _said(source, only):
        return
    for field in _OWN_WORDS:
        setattr(post, field, getattr(source, field))
    theirs = {variant.channel_id: variant for variant in _variants(source, only)}
    for variant in Variant.objects.filter(post=post):
        known = theirs.pop(variant.channel_id, None)
        if known is None:
            variant.delete()
        else:
            _like_in_place(known, variant, but={"post_id", "content_hash", "approved_hash"})
    fresh = [_like(each, post_id=post.pk, content_hash="", approved_hash="") for each in theirs.values()]
    Variant.objects.bulk_create(fresh)
    Attachment.objects.filter(post=post).delete()
    Attachment.objects.bulk_create([_like(each, post_id=post.pk) for each in _pictures(source)])
    renew(post, by=by)
    Repeat.objects.filter(pk=made.pk).update(version=post.version)
    record("post.changed", post, by=by, version=post.version, source=source.pk)


_OWN_WORDS = (
    "title", "body", "pillar_id", "persona_id", "goal_id", "funnel_stage_id", "purpose", "origin", "reactive",
)  # fmt: skip


def _channel_of(made: Repeat) -> int | None:
    """The channel to which a repeat is kept: its slot's; a series goes wherever its source goes."""
    return made.slot.channel_id if made.slot is not None else None


def _said(post: Post, channel_id: int | None) -> tuple[object, ...]:
    """Everything of a post that its repeats say too, to be compared."""
    return (
        [getattr(post, field) for field in _OWN_WORDS],
        {each.channel_id: (each.text, each.format, each.options) for each in _variants(post, channel_id)},
        [(each.media_id, each.alt) for each in _pictures(post)],
    )


def _variants(post: Post, channel_id: int | None) -> QuerySet[Variant]:
    found = Variant.objects.filter(post=post).order_by("pk")
    return found if channel_id is None else found.filter(channel=channel_id)


def _pictures(post: Post) -> QuerySet[Attachment]:
    return Attachment.objects.filter(post=post).order_by("position", "pk")


def _agree_on_approval(source: Post, post: Post, *, by: Actor) -> None:
    """A repeat is approved exactly where, word for word, its source is."""
    approved = dict(
        Variant.objects.filter(post=source)
        .exclude(approved_hash="")
        .values_list("channel_id", "approved_hash")
    )
    variants = list(variants_of(post))
    same = bool(variants) and all(approved.get(each.channel_id) == each.content_hash for each in variants)
    if source.is_approved and same and not post.is_approved:
        _approve_as(source, post, variants, by=by)
    elif not source.is_approved and post.is_approved:
        _set(post, variants, Post.State.DRAFT, approve=False)
        record("approval.ended", post, by=by, channels=[each.channel_id for each in variants])


def _approve_as(source: Post, post: Post, variants: list[Variant], *, by: Actor) -> None:
    given = last_approval(source)
    who = f" by {given.by_label}" if given else ""
    _set(post, variants, Post.State.APPROVED, approve=True)
    review = Review.objects.create(
        workspace_id=post.workspace_id,
        post=post,
        decision=Review.Decision.APPROVED,
        by_kind=by.kind,
        by_id=by.id,
        by_label=by.label,
        note=f"Word for word what was approved{who}.",
        hashes={str(each.channel_id): each.content_hash for each in variants},
        contents={str(each.channel_id): as_record(outgoing_of(each)) for each in variants},
    )
    record("post.approved", post, by=by, review=review.pk, note=review.note, source=source.pk)


def _set(post: Post, variants: list[Variant], state: Post.State, *, approve: bool) -> None:
    for variant in variants:
        variant.approved_hash = variant.content_hash if approve else ""
    Variant.objects.bulk_update(variants, ["approved_hash"])
    post.state = state
    post.save(update_fields=["state"])


def _like(row: Row, **changed: object) -> Row:
    """An unsaved row with everything of another one but its id and what is `changed`."""
    kept = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    return type(row)(**{**kept, **changed})


def _like_in_place(row: Variant, other: Variant, but: set[str]) -> None:
    for field in row._meta.concrete_fields:
        if not field.primary_key and field.attname not in but:
            setattr(other, field.attname, getattr(row, field.attname))
    other.save()
