"""What is said again: series and their times, repeats that nobody changed, evergreen posts and the slots they may fill."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.content.models import Evergreen, Post, Repeat, Review, Series, Variant
from waypost.loop.content.queries.posts import posts
from waypost.loop.planning.models import Slot
from waypost.toolkit import clock


def series(access: Access) -> QuerySet[Series]:
    """The series that go on, of posts that this member sees, the newest first."""
    found = Series.objects.filter(workspace_id=access.workspace_id, ended_at=None)
    return found.filter(source__in=posts(access)) if access.limited else found


def evergreens(access: Access) -> QuerySet[Evergreen]:
    """The evergreen posts that this member sees, the newest first."""
    found = Evergreen.objects.filter(workspace_id=access.workspace_id)
    return found.filter(post__in=posts(access)) if access.limited else found


def series_of(access: Access, post_id: int) -> Series | None:
    """The rule by which a post repeats, if it does."""
    return series(access).filter(source_id=post_id).select_related("source", "workspace").first()


def repeats_of(going_on: Series, first_on: date) -> dict[datetime, Repeat]:
    """The posts of a series from this day on, by the time for which each was made."""
    found = Repeat.objects.filter(series=going_on, local_on__gte=first_on).select_related("post")
    return {repeat.local: repeat for repeat in found}


def still_as_made(found: QuerySet[Repeat]) -> QuerySet[Repeat]:
    """Those of `found` still to come that nobody has changed, moved, put away or decided about."""
    decided = Review.objects.filter(post=OuterRef("post")).exclude(by_kind="system")
    return (
        found.exclude(Exists(decided))
        .filter(
            post__archived_at=None,
            post__planned_at__gt=clock.now(),
            post__version=F("version"),
            post__planned_on=F("local_on"),
            post__planned_time=F("local_time"),
        )
        .select_related("post__workspace")
    )


def out_of_step() -> QuerySet[Post]:
    """Posts of any workspace with a repeat as it was made whose approval is not theirs: for the sweep."""
    differs = Q(source__state=Post.State.APPROVED) ^ Q(post__state=Post.State.APPROVED)
    found = still_as_made(Repeat.objects.filter(differs, source__archived_at=None))
    return Post.objects.filter(pk__in=found.order_by().values("source"))


def behind(day: date) -> QuerySet[Series]:
    """Series that go on, of any workspace, whose posts are not made until `day`: for the sweep."""
    return Series.objects.filter(ended_at=None, made_until__lt=day).select_related("workspace", "source")


def empty_slots(after: datetime, before: datetime) -> QuerySet[Slot]:
    """Slots of any workspace in this time that wait for a post, with a pillar that has evergreen posts: for the sweep.

    A slot that was filled once and given back is a person's: it is not filled again.
    """
    waiting = Slot.objects.filter(at__gt=after, at__lte=before, taken_at=None, dropped_at=None)
    could = Evergreen.objects.filter(
        workspace_id=OuterRef("workspace_id"), post__pillar=OuterRef("pillar_id")
    )
    filled = Repeat.objects.filter(slot=OuterRef("pk"))
    return (
        waiting.filter(Exists(could))
        .exclude(Exists(filled))
        .select_related("workspace", "channel")
        .order_by("at")
    )


def rested_for(slot: Slot) -> Evergreen | None:
    """The evergreen post that may fill a slot and has rested there longest, if any has.

    Its rest holds in both directions: what is planned for a channel soon counts as said.
    """
    ready = Variant.objects.filter(
        post=OuterRef("post"),
        channel=slot.channel_id,
        post__state=Post.State.APPROVED,
        post__archived_at=None,
    )
    found = Evergreen.objects.filter(
        Exists(ready),
        Q(expires_on=None) | Q(expires_on__gte=slot.local_on),
        workspace_id=slot.workspace_id,
        post__pillar=slot.pillar_id,
    ).select_related("post")
    by_rest = [
        (distance, evergreen) for evergreen in found if (distance := _distance(evergreen, slot)) is not None
    ]
    return max(by_rest, key=lambda pair: (pair[0], -pair[1].pk))[1] if by_rest else None


def said_on(post: Post, channel_id: int) -> QuerySet[Post]:
    """The post and its repeats where they went, or will go, out on a channel."""
    same = Q(pk=post.pk) | Q(repeat__source=post)
    heard = Post.objects.filter(
        same, variants__channel=channel_id, planned_at__isnull=False, archived_at=None
    )
    return heard.exclude(state__in=[Post.State.DRAFT, Post.State.RETURNED])


def _distance(evergreen: Evergreen, slot: Slot) -> timedelta | None:
    """How far the slot is from the nearest time that the channel hears it; None within its rest."""
    times = said_on(evergreen.post, slot.channel_id).values_list("planned_at", flat=True)
    nearest = min((abs(slot.at - at) for at in times if at is not None), default=timedelta.max)
    return nearest if nearest >= evergreen.rest else None


def fillings_of(post: Post) -> QuerySet[Repeat]:
    """The slots that an evergreen post filled, the latest first."""
    filled = Repeat.objects.filter(source=post, series=None, post__archived_at=None)
    return filled.select_related("post", "slot__channel").order_by("-local_on", "-local_time")
