"""The queue as lists: what needs a person, what leaves next, what left; and lists as plain lines."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, F, Min, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce, Substr

from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Among, Prepared
from waypost.loop.content.models import Post
from waypost.loop.publishing.domain.parts import place_in_words
from waypost.loop.publishing.domain.states import ASKS, NEEDS_A_PERSON, QUEUED, State
from waypost.loop.publishing.models import Publication, TrackedLink
from waypost.loop.publishing.queries import MOVING, publications
from waypost.toolkit.wording import _, opening

SHOWN = 140
"""Characters of a text that a line shows at most."""
POSTS = {"head": None, "post__kind": Post.Kind.POST}
"""What people count as posts: not the parts of one, and no answers to somebody."""


def next_up(access: Access) -> QuerySet[Publication]:
    """What still goes out, or is looked for, by itself: in order of time.

    From the first of it on: in order of time alone, SQLite would walk through everything that ever went out.
    """
    moving = publications(access).filter(MOVING)
    first = moving.order_by().values("workspace_id").annotate(first=Min("due_at")).values("first")
    return moving.filter(due_at__gte=Subquery(first)).order_by("due_at", "id")


def just_sent(access: Access) -> QuerySet[Publication]:
    """What went out, the latest first; a post and what followed it are one, and answers stand in the inbox."""
    return publications(access).filter(state=State.PUBLISHED, **POSTS).order_by("-due_at", "-id")


def either(first: QuerySet[Publication], second: QuerySet[Publication]) -> QuerySet[Publication]:
    """What is in either of two (cut) lists, the longest in its state first; so that a page reads both in one query."""
    of_both = Q(pk__in=first.values("pk")) | Q(pk__in=second.values("pk"))
    return Publication.objects.filter(of_both).order_by("state_at", "id")


def in_state(access: Access, state: str) -> QuerySet[Publication]:
    """Everything in one state, the latest first."""
    return publications(access).filter(state=state).order_by("-due_at", "-id")


def publications_of(post: Post, access: Access) -> list[Publication]:
    """Where and when a post goes out or went out; what was withdrawn by itself is left out, and so are parts, but for
    those that wait for somebody. Each knows its `clicks`: None where no tracked link of its left.

    The post keeps the answer: several panels of its page ask.
    """
    known: dict[Access, list[Publication]] = post.__dict__.setdefault("_publications_of", {})
    if access not in known:
        found = _OF_POST.rows(access, post=post.pk)
        known[access] = sorted(found, key=lambda row: (row.due_at, row.channel.name, row.pk))
    return known[access]


def standing_of(access: Access, post_ids: Collection[int]) -> dict[int, State]:
    """Where each of these posts stands: of several publications, the state that asks most; cancelled ones say nothing."""
    return standing_across([access], post_ids)


def standing_across(accesses: Collection[Access], post_ids: Collection[int]) -> dict[int, State]:
    """The same for posts of several brands, in one query."""
    standing: dict[int, State] = {}
    whole = [access.workspace_id for access in accesses if not access.limited]
    members = [access.member_id or 0 for access in accesses if access.limited]
    for post_id, word in _STATES.ask(posts=post_ids, whole=whole, members=members):
        state = State(word)
        known = standing.get(post_id)
        if known is None or ASKS.index(state) < ASKS.index(known):
            standing[post_id] = state
    return standing


def _states(posts: Sequence[int], whole: Sequence[int], members: Sequence[int]) -> QuerySet[Any, Any]:
    here = Q(post__workspace_id__in=whole)
    if members:
        here |= Q(channel__accesses__member_id__in=members)
    found = Publication.objects.filter(here, post_id__in=posts).exclude(state=State.CANCELLED)
    return found.order_by().values_list("post_id", "state")


_STATES = Among(_states, "posts", "whole", "members")


def _of_post(access: Access, post: int) -> QuerySet[Publication]:
    """By the post's workspace and in no order: by its own and in order, SQLite would walk through all of the workspace."""
    found = Publication.objects.filter(post_id=post, post__workspace_id=access.workspace_id)
    if access.limited:
        found = found.filter(channel__in=channels(access))
    found = found.filter(Q(head=None) | Q(state__in=NEEDS_A_PERSON))
    tracked = TrackedLink.objects.filter(publication=OuterRef("pk")).exclude(code="").order_by()
    clicks = tracked.values("publication").annotate(sum=Sum("clicks")).values("sum")
    found = found.annotate(clicks=Subquery(clicks))
    return found.exclude(state=State.CANCELLED, given_up=False).select_related("channel").order_by()


_OF_POST = Prepared(_of_post, post=int)


@dataclass(frozen=True, slots=True)
class Line:
    """One publication in a list. `at` is when it went out, or is due; `until` is its next try, while it waits.

    What `wants_approval` is in the queue, but does not go out before somebody approves it.
    """

    id: int
    at: datetime
    words: str
    state: State
    reason: str
    channel: str
    network: str
    place: str
    until: datetime | None
    wants_approval: bool


def lines_of(found: QuerySet[Publication]) -> list[Line]:
    """Read publications as lines, in their order, in one query."""
    rows = found.annotate(
        at=Case(When(state=State.PUBLISHED, then=Coalesce("published_at", "due_at")), default=F("due_at")),
        begins=Substr("text", 1, SHOWN),
        until=Case(When(state=State.WAITING, then=F("act_at"))),
    ).values_list(
        "id", "at", "begins", "state", "reason", "channel__name", "channel__network", "role", "part", "until",
        "post__kind", "post__state",
    )  # fmt: skip
    return [
        Line(
            pk,
            at,
            first_line(begins),
            State(state),
            why,
            channel,
            network,
            _("Answer") if kind == Post.Kind.ANSWER else place_in_words(role, part),
            until,
            wants_approval=state in QUEUED and kind == Post.Kind.POST and approval != Post.State.APPROVED,
        )
        for pk, at, begins, state, why, channel, network, role, part, until, kind, approval in rows
    ]


def first_line(text: str) -> str:
    """The first line of a text of which no more than SHOWN characters were read."""
    return opening(text, SHOWN - 1) or _("A post without words")
