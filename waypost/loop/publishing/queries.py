from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channels
from waypost.foundation.processes import queries as processes
from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.content.models import Post
from waypost.loop.content.queries import posts
from waypost.loop.publishing.domain.states import QUEUED, State
from waypost.loop.publishing.models import Hold, Lane, Publication
from waypost.toolkit import clock

DAY = timedelta(hours=24)


def publications(access: Access) -> QuerySet[Publication]:
    """The publications of the workspace on channels that this member may use; everything else starts here."""
    found = Publication.objects.filter(workspace_id=access.workspace_id)
    return found.filter(channel__in=channels(access)) if access.limited else found


def holds(access: Access) -> QuerySet[Hold]:
    """The holds of the workspace, newest first."""
    found = Hold.objects.filter(workspace_id=access.workspace_id)
    return found.filter(Q(channel=None) | Q(channel__in=channels(access))) if access.limited else found


def hold_over(workspace_id: int, channel_id: int | None) -> Hold | None:
    """The hold that stops this channel (or, without one, the whole workspace), if any is on."""
    scopes = Q(scope=Hold.Scope.WORKSPACE)
    if channel_id is not None:
        scopes |= Q(scope=Hold.Scope.CHANNEL, channel_id=channel_id)
    return (
        Hold.objects.filter(scopes, workspace_id=workspace_id, lifted_at=None).order_by("scope", "pk").last()
    )


def needs_a_person(access: Access) -> QuerySet[Publication]:
    """Publications to which nothing happens until somebody decides, the longest waiting first."""
    stuck = Q(state__in=[State.REJECTED, State.MISSED, State.HELD]) | Q(state=State.UNKNOWN, act_at=None)
    return publications(access).filter(stuck).order_by("state_at")


def due_lanes(now: datetime, *, busy: set[int]) -> QuerySet[Lane, tuple[int, int]]:
    """Free lanes with something to send at `now`, as (channel, workspace), the longest waiting first."""
    due = Publication.objects.filter(
        channel_id=OuterRef("channel_id"), state__in=[State.READY, State.WAITING], act_at__lte=now
    )
    free = Q(holder="") | Q(lease_until__lt=Now())
    return (
        Lane.objects.filter(free, Exists(due), is_held=False)
        .exclude(channel_id__in=busy)
        .order_by("lease_epoch", "channel_id")
        .values_list("channel_id", "workspace_id")
    )


def next_on(channel_id: int, now: datetime) -> Publication | None:
    """The publication to send next on a channel: in order of time, past what waits only where the workspace says so."""
    due = (
        Publication.objects.filter(channel_id=channel_id, state__in=[State.READY, State.WAITING])
        .select_related("workspace", "channel")
        .order_by("due_at", "id")
    )
    for publication in due.filter(due_at__lte=now)[:50]:
        if publication.act_at is not None and publication.act_at <= now:
            return publication
        if not publication.workspace.waiting_may_be_overtaken and publication.state == State.WAITING:
            return None
    return None


def next_moment(
    states: tuple[State, ...] = (State.SCHEDULED, State.READY, State.WAITING, State.UNKNOWN),
) -> datetime | None:
    """When something in one of `states` is to be acted on next."""
    return Publication.objects.filter(state__in=states).aggregate(moment=Min("act_at"))["moment"]


def to_prepare(now: datetime) -> QuerySet[Publication, int]:
    """Ids of scheduled publications whose preparation is due, soonest first."""
    due = Publication.objects.filter(state=State.SCHEDULED, act_at__lte=now).order_by("due_at", "id")
    return due.values_list("pk", flat=True)


def to_look_for(now: datetime) -> QuerySet[Publication, int]:
    """Ids of publications in doubt for which a look is due."""
    due = Publication.objects.filter(state=State.UNKNOWN, act_at__lte=now).order_by("act_at", "id")
    return due.values_list("pk", flat=True)


def twin_in_doubt(publication: Publication) -> bool:
    """Whether the same text is in doubt on the same channel, so that a second copy could not be told from the first."""
    return (
        Publication.objects.filter(
            channel_id=publication.channel_id, text_hash=publication.text_hash, state=State.UNKNOWN
        )
        .exclude(pk=publication.pk)
        .exists()
    )


def known_remote_ids(channel_id: int, since: datetime) -> frozenset[str]:
    """Ids at the network of what we know to be other posts of ours since then."""
    known = Publication.objects.filter(channel_id=channel_id, published_at__gte=since).exclude(remote_id="")
    return frozenset(known.values_list("remote_id", flat=True))


@dataclass(frozen=True)
class Obstacle:
    """Something due within a day that will not go out as things stand: what, when, why, and the fix."""

    title: str
    due_at: datetime
    channel: str
    why: str
    fix: str
    post_id: int
    publication_id: int | None


def tomorrows_check(access: Access, now: datetime | None = None) -> list[Obstacle]:
    """Everything due in the next 24 hours that will not go out, soonest first, each with its fix."""
    now = now or clock.now()
    coming = publications(access).filter(due_at__gte=now, due_at__lt=now + DAY)
    queued = coming.filter(state__in=[*QUEUED, State.HELD]).select_related("channel", "variant", "post")
    found = [obstacle for row in queued if (obstacle := _obstacle(row)) is not None]
    unsent = posts(access).filter(planned_at__gte=now, planned_at__lt=now + DAY, archived_at=None)
    drafts = unsent.filter(state__in=[Post.State.DRAFT, Post.State.RETURNED]).prefetch_related(
        "variants__channel"
    )
    covered = {obstacle.post_id for obstacle in found}
    found += [_draft(post) for post in drafts if post.pk not in covered]
    return sorted(found, key=lambda obstacle: obstacle.due_at)


def _obstacle(publication: Publication) -> Obstacle | None:
    reason: tuple[str, str] | None = None
    if publication.state == State.HELD:
        reason = (publication.reason or "It is held.", "Lift the hold, look at it and release it.")
    elif publication.channel.health != Channel.Health.CONNECTED:
        reason = (f"{publication.channel.name} is not connected.", "Connect the channel again.")
    elif (
        publication.variant is None or not publication.variant.is_approved or not publication.post.is_approved
    ):
        reason = ("It is not approved.", "Ask for the approval, or approve it.")
    if reason is None:
        return None
    return Obstacle(
        title=str(publication),
        due_at=publication.due_at,
        channel=publication.channel.name,
        why=reason[0],
        fix=reason[1],
        post_id=publication.post_id,
        publication_id=publication.pk,
    )


def _draft(post: Post) -> Obstacle:
    assert post.planned_at is not None
    names = ", ".join(variant.channel.name for variant in post.variants.all())
    fix = "Finish it and submit it." if names else "Choose its channels, finish it and submit it."
    return Obstacle(str(post), post.planned_at, names, "It is still a draft.", fix, post.pk, None)


def nobody_sends() -> datetime | bool:
    """False while a publisher lives; else when one was last seen, or True when there never was one."""
    if processes.alive("publisher"):
        return False
    return processes.last_seen("publisher") or True


def lateness(access: Access) -> QuerySet[Publication]:
    """Publications that should have left by now and are still queued, the latest first."""
    return publications(access).filter(state__in=QUEUED, due_at__lt=clock.now()).order_by(F("due_at"))
