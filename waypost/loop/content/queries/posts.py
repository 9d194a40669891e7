from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Prepared, Question
from waypost.loop.content.models import Attachment, Labelling, Post, Variant
from waypost.loop.content.queries.ties import with_ties
from waypost.loop.planning.models import Campaign, Slot
from waypost.toolkit import clock


@dataclass(frozen=True)
class PostFilters:
    """What a person wants to see of the list; empty means everything that is not archived."""

    state: str = ""
    channel_id: int | None = None
    pillar_id: int | None = None
    campaign_id: int | None = None
    label_id: int | None = None
    month: date | None = None
    archived: bool = False


def posts(access: Access) -> QuerySet[Post]:
    """The posts of the workspace, without answers to somebody; a member limited to some channels sees those that go there, go nowhere yet, or are theirs."""
    found = Post.objects.filter(workspace_id=access.workspace_id, kind=Post.Kind.POST)
    if not access.limited:
        return found
    variants = Variant.objects.filter(post=OuterRef("pk"))
    mine = variants.filter(channel__in=channels(access))
    return found.filter(Exists(mine) | ~Exists(variants) | Q(author_id=access.member_id))


POST = Prepared(lambda access, post: posts(access).filter(pk=post), post=int)
POST_TO_CHANGE = Question(lambda post: Post.objects.select_for_update().filter(pk=post), post=int)


def whole_post(access: Access, post_id: int) -> Post | None:
    """A post with everything that its page shows: why, variants with their channels, pictures; three queries."""
    post = _WHOLE.first(access, post=post_id)
    if post is not None:
        _keep(post, "variants", _VARIANTS.ask(post=post_id))
        _keep(post, "attachments", _PICTURES.ask(post=post_id))
    return post


def _keep(post: Post, name: str, rows: list[Any]) -> None:
    """Let a post know its related rows, as `prefetch_related` does."""
    for row in rows:
        row.post = post
    known = getattr(post, name).all()
    known._result_cache, known._prefetch_done = rows, True
    post.__dict__.setdefault("_prefetched_objects_cache", {})[name] = known


_WHOLE = Prepared(
    lambda access, post: with_ties(
        posts(access)
        .filter(pk=post)
        .select_related(
            "workspace",
            "pillar",
            "persona",
            "goal",
            "funnel_stage",
            "campaign",
            "slot__brief",
            "author__person",
        )
        .annotate(has_labels=Exists(Labelling.objects.filter(post=OuterRef("pk"))))
    ),
    post=int,
)
_VARIANTS = Question(
    lambda post: (
        Variant.objects.filter(post_id=post).select_related("channel").order_by("channel__name", "id")
    ),
    post=int,
)
_PICTURES = Question(
    lambda post: Attachment.objects.filter(post_id=post).select_related("media").order_by("position", "id"),
    post=int,
)


def posts_found(access: Access, filters: PostFilters) -> QuerySet[Post]:
    """The posts that a filter leaves, newest change first."""
    found = posts(access).filter(archived_at__isnull=not filters.archived)
    if filters.state:
        found = found.filter(state=filters.state)
    if filters.pillar_id:
        found = found.filter(pillar_id=filters.pillar_id)
    if filters.campaign_id:
        found = found.filter(campaign_id=filters.campaign_id)
    if filters.label_id:
        found = found.filter(Exists(Labelling.objects.filter(post=OuterRef("pk"), label_id=filters.label_id)))
    if filters.channel_id:
        found = found.filter(pk__in=Variant.objects.filter(channel_id=filters.channel_id).values("post"))
    if filters.month:
        first = filters.month.replace(day=1)
        after, before = clock.around(first, _month_after(first))
        found = found.filter(planned_at__gt=after, planned_at__lt=before)
        found = found.filter(planned_on__gte=first, planned_on__lt=_month_after(first))
    return found.order_by("-updated_at", "-id")


def posts_of_campaign(access: Access, campaign: Campaign) -> QuerySet[Post]:
    """The posts of a campaign that are not archived, in order of time; those without one come last."""
    mine = posts(access).filter(campaign=campaign, archived_at=None)
    return mine.order_by(F("planned_at").asc(nulls_last=True), "id")


def post_of_slot(access: Access, slot: Slot) -> Post | None:
    """The post that a slot holds, if there is one."""
    return posts(access).filter(slot=slot, archived_at=None).first()


def post_following(slot_id: int, *, before: str) -> Post | None:
    """The post of a slot, if its time was still the slot's (`before`, ISO, on the wall)."""
    local = datetime.fromisoformat(before)
    held = Post.objects.filter(slot_id=slot_id, archived_at=None).select_related("slot", "workspace")
    return held.filter(planned_on=local.date(), planned_time=local.time()).first()


def posts_to_come(access: Access, pillar_keys: Collection[str]) -> QuerySet[Post]:
    """Posts of these pillars that have not had their time yet."""
    alive = posts(access).filter(pillar__key__in=pillar_keys, archived_at=None)
    return alive.filter(Q(planned_at=None) | Q(planned_at__gt=clock.now()))


def unqueued(found: QuerySet[Post]) -> QuerySet[Post]:
    """Those of `found` that are not in the queue: not approved, or without a time."""
    return found.exclude(state=Post.State.APPROVED, planned_at__isnull=False)


def awaiting_review(access: Access) -> QuerySet[Post]:
    """Posts in review, the one that is due first on top."""
    waiting = posts(access).filter(state=Post.State.IN_REVIEW, archived_at=None)
    return waiting.select_related("pillar").order_by(F("planned_at").asc(nulls_last=True), "id")


def waiting_on(access: Access) -> QuerySet[Post]:
    """What waits for this person: the posts in review, where they may approve, then their own that came back."""
    returned = Q(state=Post.State.RETURNED, author_id=access.member_id)
    wanted = returned | Q(state=Post.State.IN_REVIEW) if access.may("post.approve") else returned
    comes_back = Case(When(state=Post.State.RETURNED, then=1), default=0)
    found = posts(access).filter(wanted, archived_at=None)
    return found.order_by(comes_back, F("planned_at").asc(nulls_last=True), "id")


def _month_after(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)
