"""A post with a time becomes publications, and they follow it while they are still in the queue."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.models import Post, Variant
from waypost.loop.publishing.actions import lanes, parts
from waypost.loop.publishing.actions.preparing import LEAD
from waypost.loop.publishing.actions.transitions import move, move_all
from waypost.loop.publishing.domain.states import QUEUED, State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import hold_over, is_out
from waypost.loop.publishing.queries.parts import place_of
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

FOLLOWING = (*QUEUED, State.HANDED, State.HELD)


@transaction.atomic
def follow(post: Post, *, by: Actor) -> list[Publication]:
    """Make the publications of a post agree with it: one for each variant that has not gone out, at its time.

    Harmless when repeated. What left or was decided by a person stays as it is.
    """
    require(by, "post.schedule", post.workspace_id)
    post = Post.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=post.pk)
    wanted = post.planned_at is not None and post.archived_at is None
    # What a person took out comes back only with a new time.
    over = Q(state=State.CANCELLED) & ~Q(given_up=True, planned_at=post.planned_at)
    rows = list(Publication.objects.filter(post=post).exclude(over).order_by("pk"))
    known = {row.variant_id: row for row in rows if not row.head_id}
    variants = list(post.variants.select_related("channel")) if wanted else []
    for publication in rows:
        if publication.variant_id not in {variant.pk for variant in variants}:
            _withdraw(publication, by)
    return [
        agreed
        for variant in variants
        if (agreed := _agree(post, variant, known.get(variant.pk), by)) is not None
    ]


@transaction.atomic
def move_to(publication: Publication, *, local: datetime, by: Actor) -> Publication:
    """Give a publication that has not gone out another time of its own, by the workspace's wall clock."""
    access = require(by, "post.schedule", publication.workspace_id)
    usable_channel(access, publication.channel_id)
    zone = publication.workspace.timezone
    due_at = clock.to_utc(local, zone)
    if due_at < clock.now():
        raise Refusal("That time has passed. Choose one that is still to come.", field="local")
    _must_be_the_only_one(publication)
    times: dict[str, Any] = {
        "local_on": local.date(),
        "local_time": local.time(),
        "zone": zone,
        "due_at": due_at,
    }
    if State(publication.state) in QUEUED:
        went = Publication.objects.filter(pk=publication.pk, state__in=QUEUED).update(
            **times, state=State.SCHEDULED, state_at=clock.now(), act_at=due_at - LEAD, reason=""
        )
    else:
        went = move(
            publication.pk,
            State.SCHEDULED,
            since=[State.HANDED, State.MISSED, State.REJECTED, State.CANCELLED, State.HELD],
            act_at=due_at - LEAD,
            hold=None,
            given_up=False,
            **times,
        )
    if not went:
        raise Refusal(
            "It is leaving or has left, so its time cannot change any more. Reload the page to see it."
        )
    hold_if_a_hold_is_on(publication)
    publication.refresh_from_db()
    record("publication.moved", publication, by=by, local=local.isoformat())
    return publication


@transaction.atomic
def cancel(publication: Publication, *, by: Actor) -> Publication:
    """Take a publication out of the queue; the post and its approval stay."""
    access = require(by, "post.schedule", publication.workspace_id)
    usable_channel(access, publication.channel_id)
    since = [State.FOLLOWS, *FOLLOWING, State.MISSED, State.REJECTED]
    if not move(
        publication.pk, State.CANCELLED, since=since, given_up=True, reason=f"Cancelled by {by.label}."
    ):
        raise Refusal(
            "It is leaving or has left, so it cannot be cancelled any more. Reload the page to see it."
        )
    parts.let_go(publication, by_a_person=True)
    publication.refresh_from_db()
    record("publication.cancelled", publication, by=by)
    return publication


def hurry(post: Post, *, by: Actor) -> int:
    """Look at the post's queued publications at once: its content or approval changed."""
    require(by, "post.schedule", post.workspace_id)
    now = clock.now()
    soon = Publication.objects.filter(post=post, state=State.SCHEDULED, due_at__lte=now + LEAD)
    late = Publication.objects.filter(post=post, state__in=[State.READY, State.WAITING], due_at__lte=now)
    return soon.update(act_at=now) + late.filter(act_at__gt=now).update(act_at=now)


@transaction.atomic
def derive_anew(workspace: Workspace, *, by: Actor) -> int:
    """After the workspace's zone or its rules changed: the wall-clock times stay, the moments move; say how many did."""
    require(by, "post.schedule", workspace.pk)
    changed = 0
    rows = Publication.objects.filter(workspace=workspace, state__in=[*QUEUED, State.HELD])
    for publication in rows.select_related("post"):
        times = _derived(publication, workspace.timezone)
        if any(getattr(publication, name) != value for name, value in times.items()):
            row = rows.filter(pk=publication.pk)
            act_at = times["due_at"] - LEAD
            changed += row.filter(state__in=QUEUED).update(**times, state=State.SCHEDULED, act_at=act_at)
            changed += row.filter(state=State.HELD).update(**times)
    record("publications.derived_anew", workspace, by=by, workspace_id=workspace.pk, count=changed)
    return changed


def _derived(publication: Publication, zone: str) -> dict[str, Any]:
    """The moments of what its wall clock shows, and of its post's where it followed that."""
    follows = publication.planned_at == publication.post.planned_at
    planned = publication.post.planned_local if follows else None
    return {
        "zone": zone,
        "due_at": clock.to_utc(publication.local, zone),
        "planned_at": clock.to_utc(planned or clock.to_local(publication.planned_at, publication.zone), zone),
    }


def _agree(post: Post, variant: Variant, known: Publication | None, by: Actor) -> Publication | None:
    assert post.planned_at is not None
    assert post.planned_on is not None
    assert post.planned_time is not None
    times: dict[str, Any] = {
        "local_on": post.planned_on,
        "local_time": post.planned_time,
        "zone": post.planned_zone,
        "due_at": post.planned_at,
        "planned_at": post.planned_at,
    }
    if known is None:
        if post.state not in {Post.State.IN_REVIEW, Post.State.APPROVED} or is_out(post, variant.channel_id):
            return None
        lanes.open_for(variant.channel)
        known = Publication.objects.create(
            workspace_id=post.workspace_id,
            post=post,
            variant=variant,
            channel=variant.channel,
            text=variant.text or post.body,
            act_at=post.planned_at - LEAD,
            **times,
        )
        hold_if_a_hold_is_on(known)
        record("publication.scheduled", known, by=by)
        return known
    if known.planned_at == post.planned_at:
        return known
    if State(known.state) in QUEUED:
        move_all(
            Publication.objects.filter(pk=known.pk),
            State.SCHEDULED,
            since=[State.READY, State.WAITING],
            act_at=post.planned_at - LEAD,
        )
        Publication.objects.filter(pk=known.pk, state=State.SCHEDULED).update(
            act_at=post.planned_at - LEAD, reason="", **times
        )
    elif known.state == State.HELD:
        Publication.objects.filter(pk=known.pk, state=State.HELD).update(**times)
    elif known.state in {State.MISSED, State.REJECTED} and post.planned_at > clock.now():
        move(known.pk, State.SCHEDULED, since=[State(known.state)], act_at=post.planned_at - LEAD, **times)
        hold_if_a_hold_is_on(known)
    return known


def hold_if_a_hold_is_on(publication: Publication) -> None:
    """Hold a publication that was just put into the queue while a hold is on."""
    hold = hold_over(publication.workspace_id, publication.channel_id, publication.post_id)
    if hold is not None:
        move(publication.pk, State.HELD, since=[State.SCHEDULED], reason=hold.reason, hold=hold)


def _must_be_the_only_one(publication: Publication) -> None:
    """What was cancelled comes back only while its post still goes to the channel and no other one took its place.

    A part has no time of its own before what it belongs under is out.
    """
    if publication.head_id and not place_of(publication):
        raise Refusal("What it belongs under is not on the network yet. Once that is out, this one follows.")
    if publication.state != State.CANCELLED:
        return
    if publication.variant_id is None:
        raise Refusal("The post no longer goes to this channel. Add the channel to the post instead.")
    if not publication.head_id and is_out(publication.post, publication.channel_id):
        raise Refusal("The post is on this channel already. Take that down first, or write a new one.")
    same = {"variant_id": publication.variant_id, "part": publication.part}
    others = Publication.objects.filter(**same).exclude(pk=publication.pk)
    if others.exclude(state=State.CANCELLED).exists():
        raise Refusal(
            "The post goes there, or went there, by another entry of the queue. Open the post to see it."
        )


def _withdraw(publication: Publication, by: Actor) -> None:
    since, reason = (State.FOLLOWS, *FOLLOWING), "The post no longer goes out there then."
    if move(publication.pk, State.CANCELLED, since=since, reason=reason):
        record("publication.cancelled", publication, by=by)
