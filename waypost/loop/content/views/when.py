"""What the page of a post says beside its time: what clocks do to it, what stands near, what repeats, the next free slot."""

from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import dateformat
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content.actions import queues
from waypost.loop.content.domain.clashes import Clash
from waypost.loop.content.models import Post
from waypost.loop.content.queries.queueing import clashes_of, next_slot
from waypost.loop.content.queries.ties import Ties, ties_of
from waypost.loop.content.views.found import whole_post
from waypost.loop.planning.domain.patterns import in_words
from waypost.loop.planning.domain.wall import clock_note
from waypost.loop.planning.models import Slot
from waypost.toolkit import clock
from waypost.toolkit.wording import count
from waypost.ui.addresses import reverse


@dataclass(frozen=True)
class Tie:
    """A sentence about what repeats, with the page where it is changed."""

    sentence: str
    href: str


@dataclass(frozen=True)
class When:
    """All that, for the templates; `slot` is the next free one for a post without a time."""

    note: str
    clashes: list[Clash]
    ties: list[Tie]
    slot: Slot | None
    may_repeat: bool
    may_stay: bool


def when_of(request: WorkspaceRequest, post: Post) -> When:
    """Ask it all, in one question: what has a time may stand near something, what has none may take a slot."""
    zone, local = request.workspace.timezone, post.planned_local
    ties = ties_of(post)
    may_plan = request.access.may("post.schedule") and not post.is_archived
    return When(
        note=clock_note(local, zone) if local else "",
        clashes=clashes_of(request.access, post, zone) if _is_ahead(post) else [],
        ties=_said(ties, request.workspace.slug, post),
        slot=next_slot(request.access, post) if may_plan and local is None else None,
        may_repeat=may_plan and ties.rule is None and ties.source_id is None,
        may_stay=may_plan
        and ties.rest_days is None
        and ties.source_id is None
        and post.pillar_id is not None,
    )


def when_reviewed(request: WorkspaceRequest, post: Post) -> When:
    """The same for whoever reads a post to approve it: nothing to plan there."""
    return replace(when_of(request, post), slot=None, may_repeat=False, may_stay=False)


@page("post.schedule")
@require_POST
def next_free(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Give the post the next free slot."""
    queues.take_next(whole_post(request, post_id), by=request.actor)
    return redirect("content:post", workspace=request.workspace.slug, post_id=post_id)


def _is_ahead(post: Post) -> bool:
    return post.planned_at is not None and post.planned_at > clock.now() and not post.is_archived


def _said(ties: Ties, slug: str, post: Post) -> list[Tie]:
    here = {"workspace": slug, "post_id": post.pk}
    there = {"workspace": slug, "post_id": ties.source_id}
    said = []
    if ties.rule is not None and ties.start is not None:
        said.append(Tie(in_words(ties.rule, ties.start), reverse("content:series", kwargs=here)))
    if ties.series is not None:
        said.append(Tie(f"One of a series: {ties.series.words}", reverse("content:series", kwargs=there)))
    elif ties.source_id is not None:
        said.append(
            Tie("It fills a slot that stayed empty, word for word", reverse("content:post", kwargs=there))
        )
    if ties.rest_days is not None:
        rest = (
            f"Evergreen: goes out again after {count(ties.rest_days, 'day', 'days')}{_until(ties.expires_on)}"
        )
        said.append(Tie(rest, reverse("content:evergreen", kwargs=here)))
    return said


def _until(day: date | None) -> str:
    return f", until {dateformat.format(day, 'j M Y')}" if day else ""
