"""What a post has to do with repeating: asked along with the post, so that its page costs no question more."""

from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from waypost.loop.content.models import Post, Series


class Ties(NamedTuple):
    """Its own rule, the post that it repeats and by which rule (none: in a slot), its rest and its last day."""

    rule: str | None = None
    start: datetime | None = None
    source_id: int | None = None
    series: Series | None = None
    rest_days: int | None = None
    expires_on: date | None = None


def with_ties(posts: QuerySet[Post, Any]) -> QuerySet[Any, Any]:
    """Bring along what `ties_of` reads."""
    going_on = Series.objects.filter(source_id=OuterRef("pk"), ended_at=None)
    return posts.select_related("repeat__series", "evergreen").annotate(
        own_rule=Subquery(going_on.values("rule")[:1]),
        own_starts_on=Subquery(going_on.values("starts_on")[:1]),
        own_local_time=Subquery(going_on.values("local_time")[:1]),
    )


def ties_of(post: Post) -> Ties:
    """What a post has to do with repeating."""
    if "own_rule" not in post.__dict__:
        post = with_ties(Post.objects.filter(pk=post.pk)).get()
    own = post.__dict__
    repeat, evergreen = getattr(post, "repeat", None), getattr(post, "evergreen", None)
    return Ties(
        rule=own["own_rule"],
        start=_together(own["own_starts_on"], own["own_local_time"]),
        source_id=repeat.source_id if repeat else None,
        series=repeat.series if repeat else None,
        rest_days=evergreen.rest_days if evergreen else None,
        expires_on=evergreen.expires_on if evergreen else None,
    )


def _together(on: date | None, at: time | None) -> datetime | None:
    return datetime.combine(on, at) if on is not None and at is not None else None
