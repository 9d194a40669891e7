"""Posts of several brands at once, for whoever works for more than one: one query each, however many brands."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Among
from waypost.loop.content.models import Post, Variant
from waypost.loop.content.queries.listing import SAID, SHOWN, Line, lines_from
from waypost.toolkit import clock

MOST = 200
"""Of each kind: nobody does more by themselves."""


class WaitingPost(NamedTuple):
    """A post that waits for somebody, as far as a list of what to do says it."""

    id: int
    workspace_id: int
    state: str
    planned_on: date | None
    title: str
    opening: str
    hue: int | None


def planned_across(accesses: Collection[Access], first_on: date, last_on: date) -> list[Line]:
    """The posts with a time on these days (both included), earliest first; in two queries."""
    after, before = clock.around(first_on, last_on)
    return lines_from(
        _PLANNED.ask(**_brands(accesses), first_on=first_on, last_on=last_on, after=after, before=before)
    )


def _planned(
    first_on: date, last_on: date, after: datetime, before: datetime, **brands: Sequence[int]
) -> QuerySet[Any, Any]:
    """The moments say nothing that the days do not; with them, the database finds the posts by their time."""
    near = _posts(**brands).filter(planned_at__gt=after, planned_at__lt=before)
    found = near.filter(planned_on__gte=first_on, planned_on__lte=last_on)
    said = found.order_by("planned_on", "planned_time", "id").annotate(opening=Substr("body", 1, SHOWN))
    return said.values_list(*SAID)[:MOST]


def waiting_across(accesses: Collection[Access], until: date) -> list[WaitingPost]:
    """What waits for this person and goes out until a day, or has no day: posts in review where they may approve, their
    own that came back."""
    approves = [access.workspace_id for access in accesses if access.may("post.approve")]
    mine = [access.member_id for access in accesses if access.member_id is not None]
    rows = _WAITING.ask(**_brands(accesses), approves=approves, mine=mine, until=until)
    return [WaitingPost._make(row) for row in rows]


def _waiting(
    until: date, approves: Sequence[int], mine: Sequence[int], **brands: Sequence[int]
) -> QuerySet[Any, Any]:
    wanted = Q(state=Post.State.IN_REVIEW, workspace_id__in=approves) | Q(
        state=Post.State.RETURNED, author_id__in=mine
    )
    soon = Q(planned_on=None) | Q(planned_on__lte=until)
    found = _posts(**brands).filter(wanted, soon).annotate(opening=Substr("body", 1, SHOWN))
    said = ("id", "workspace_id", "state", "planned_on", "title", "opening", "pillar__hue")
    return found.order_by(F("planned_at").asc(nulls_last=True), "id").values_list(*said)[:MOST]


def _brands(accesses: Collection[Access]) -> dict[str, list[int]]:
    """The brands that are seen whole, those of which somebody sees some channels only, and as which members."""
    some = [access for access in accesses if access.limited]
    return {
        "whole": [access.workspace_id for access in accesses if not access.limited],
        "some": [access.workspace_id for access in some],
        "members": [access.member_id or 0 for access in some],
    }


def _posts(whole: Sequence[int], some: Sequence[int], members: Sequence[int]) -> QuerySet[Post]:
    """As `posts`, of several brands."""
    seen = Q(workspace_id__in=whole)
    if some:
        variants = Variant.objects.filter(post=OuterRef("pk"))
        mine = Exists(variants.filter(channel__accesses__member_id__in=members))
        theirs = Q(mine | ~Exists(variants) | Q(author_id__in=members))
        seen |= theirs & Q(workspace_id__in=some)
    return Post.objects.filter(seen, kind=Post.Kind.POST, archived_at=None)


_BRANDS = ("whole", "some", "members")
_PLANNED = Among(_planned, *_BRANDS, first_on=date, last_on=date, after=datetime, before=datetime)
_WAITING = Among(_waiting, *_BRANDS, "approves", "mine", until=date)
