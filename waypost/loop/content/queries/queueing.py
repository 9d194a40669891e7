"""The next free slot of a post, and what stands near its time on its channels: both asked by the page of a post."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When

from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Prepared, moment
from waypost.loop.content.domain.clashes import Clash
from waypost.loop.content.models import Post, Repeat, Variant
from waypost.loop.planning.models import Slot
from waypost.toolkit import clock

NEAR = timedelta(hours=1)
SAME = timedelta(days=30)
"""So far around its time the same words are remarked upon."""
MOST = 4
SHOWN = 60


def next_slot(access: Access, post: Post) -> Slot | None:
    """The first slot to come on one of the post's channels that waits for its pillar; for a reactive post an open one.

    A post without a why may take any, and its why with it.
    """
    now = clock.now()
    if post.pillar_id is not None:
        return _OF_ITS_PILLAR.first(access, post=post.pk, now=now, pillar=post.pillar_id)
    elif post.reactive:
        return _KEPT_OPEN.first(access, post=post.pk, now=now)
    else:
        return _ANY.first(access, post=post.pk, now=now)


def _free(access: Access, post: int, now: datetime, **only: Any) -> QuerySet[Slot]:
    goes_to = Variant.objects.filter(post_id=post).values("channel_id")
    found = Slot.objects.filter(
        workspace_id=access.workspace_id,
        channel__in=goes_to,
        at__gt=now,
        taken_at=None,
        dropped_at=None,
        **only,
    )
    if access.limited:
        found = found.filter(channel__in=channels(access))
    return found.select_related("channel", "pillar").order_by("at", "id")[:1]


_ANY = Prepared(_free, post=int, now=datetime)
_KEPT_OPEN = Prepared(lambda access, post, now: _free(access, post, now, pillar=None), post=int, now=datetime)
_OF_ITS_PILLAR = Prepared(
    lambda access, post, now, pillar: _free(access, post, now, pillar_id=pillar),
    post=int,
    now=datetime,
    pillar=int,
)


def clashes_of(access: Access, post: Post, zone: str) -> list[Clash]:
    """What says the same on one of the post's channels within a month, or goes out there within the hour; soonest first.

    Repeats of one post are meant to say the same.
    """
    at = post.planned_at or clock.now()
    hour = timedelta(0) if post.planned_at is None else NEAR
    rows = _AROUND.raw(
        access,
        post=post.pk,
        after=at - SAME,
        before=at + SAME,
        near_after=at - hour,
        near_before=at + hour,
    )
    found: dict[tuple[int, str], Clash] = {}
    for post_id, title, body, channel, planned_at, says, wanted, source, our_source in rows:
        is_kin = post.pk == source or (our_source is not None and our_source in {post_id, source})
        same = says == wanted and says != "" and not is_kin
        near = at - hour < moment(planned_at) < at + hour
        if same or near:
            words = title or body.strip().split("\n", 1)[0][:SHOWN] or "a post without words"
            local = clock.to_local(moment(planned_at), zone)
            found[post_id, channel] = Clash(post_id, channel, words, local, says_the_same=same)
    return sorted(found.values(), key=lambda clash: (clash.local, clash.channel))[:MOST]


def _around(
    access: Access, post: int, after: datetime, before: datetime, near_after: datetime, near_before: datetime
) -> QuerySet[Any, Any]:
    says = Case(When(text="", then=F("post__body")), default=F("text"))
    all_ours = Variant.objects.filter(post_id=post).order_by()
    ours = all_ours.filter(channel_id=OuterRef("channel_id"))
    near = Q(post__planned_at__gt=near_after, post__planned_at__lt=near_before)
    return (
        Variant.objects.filter(
            channel__in=all_ours.values("channel_id"),
            post__workspace_id=access.workspace_id,
            post__planned_at__gt=after,
            post__planned_at__lt=before,
            post__archived_at=None,
            post__kind=Post.Kind.POST,
        )
        .exclude(post_id=post)
        .annotate(
            says=says,
            wanted=Subquery(ours.annotate(said=says).values("said")[:1]),
            our_source=Subquery(Repeat.objects.filter(post_id=post).values("source_id")[:1]),
        )
        .filter(near | Q(says=F("wanted")))
        .order_by()
        .values_list(
            "post_id",
            "post__title",
            "post__body",
            "channel__name",
            "post__planned_at",
            "says",
            "wanted",
            "post__repeat__source_id",
            "our_source",
        )
    )


_AROUND = Prepared(
    _around, post=int, after=datetime, before=datetime, near_after=datetime, near_before=datetime
)
