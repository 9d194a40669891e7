"""What is said again: series and their times, repeats that nobody changed, evergreen posts and the slots they may fill."""

import json
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.content.models import Evergreen, Post, Repeat, Review, Series, Variant
from waypost.loop.content.queries.posts import posts
from waypost.loop.planning.domain.calendar import PLACES, Filters, aimed
from waypost.loop.planning.domain.layout import EVERGREEN
from waypost.loop.planning.domain.recurrence import Recurrence
from waypost.loop.planning.models import Slot
from waypost.toolkit import clock

KEPT_AHEAD = timedelta(days=14)
"""So much earlier than another slot one that is kept for evergreen posts is filled."""


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


def unmade(workspace: Workspace, after: datetime, until: datetime) -> list[tuple[Series, datetime]]:
    """The times of the brand's series later than `after`, up to `until` by its wall, that are no posts yet, in order."""
    going_on = Series.objects.filter(workspace=workspace, ended_at=None, source__archived_at=None)
    made = set(
        Repeat.objects.filter(
            series__in=going_on, local_on__gte=after.date(), local_on__lte=until.date()
        ).values_list("series_id", "local_on", "local_time")
    )
    found = [
        (each, local)
        for each in going_on
        for local in each.recurrence.between(max(after, each.start), until)
        if (each.pk, local.date(), local.time()) not in made
    ]
    return sorted(found, key=lambda pair: (pair[1], pair[0].pk))


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

    Those that are kept for evergreen posts come so much earlier that the calendar shows in time what they hold. A slot that was filled once and given back is a person's: it is not filled again.
    """
    near = Q(at__lte=before) | Q(at__lte=before + KEPT_AHEAD, format=EVERGREEN)
    waiting = Slot.objects.filter(near, at__gt=after, taken_at=None, dropped_at=None)
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


class FarTime(NamedTuple):
    """A series on one channel as the calendar wants it, for the times whose posts are not made yet."""

    series_id: int
    source_id: int
    rule: str
    starts_on: date
    local_time: time
    skipped: list[str] | str
    made_until: date
    title: str
    opening: str
    pillar: str | None
    hue: int | None
    campaign: str | None
    campaign_hue: int | None
    stage: str | None
    channel_id: int | None
    channel: str | None
    network: str | None

    @property
    def recurrence(self) -> Recurrence:
        said = json.loads(self.skipped) if isinstance(self.skipped, str) else self.skipped
        skipped = frozenset(datetime.fromisoformat(each) for each in said)
        return Recurrence(self.rule, datetime.combine(self.starts_on, self.local_time), skipped)

    @property
    def words(self) -> str:
        """The title, or the beginning of the text's first line."""
        return self.title or self.opening.strip().split("\n", 1)[0] or "Untitled post"


def far_times(access: Access, last_on: date, filters: Filters) -> list[FarTime]:
    """The series that may have times until this day whose posts are not made yet, with each of their channels."""
    rows = _FAR.raw(access, last_on=last_on, **filters.places)
    return [FarTime._make(row) for row in rows]


def _far(access: Access, last_on: date, channel: int | None, **aims: int | str | None) -> QuerySet[Any, Any]:
    found = series(access).filter(made_until__lt=last_on, starts_on__lte=last_on, source__archived_at=None)
    found = found.filter(**aimed(aims, before="source__"))
    if channel is not None:
        found = found.filter(source__variants__channel_id=channel)
    return found.order_by().values_list(
        "id",
        "source_id",
        "rule",
        "starts_on",
        "local_time",
        "skipped",
        "made_until",
        "source__title",
        Substr("source__body", 1, SHOWN),
        "source__pillar__label",
        "source__pillar__hue",
        "source__campaign__name",
        "source__campaign__hue",
        "source__funnel_stage__key",
        "source__variants__channel_id",
        "source__variants__channel__name",
        "source__variants__channel__network",
    )


SHOWN = 80
_FAR = Prepared(_far, last_on=date, **PLACES)
