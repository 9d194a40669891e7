"""Who decided what about the strategy, and why: versions, reviews and proposals in one row of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.strategy import queries
from waypost.loop.strategy.domain.proposals import Looks
from waypost.loop.strategy.domain.reviews import State as Reviewed
from waypost.loop.strategy.models import Proposal, StrategyVersion, VersionReview
from waypost.toolkit import clock
from waypost.ui.addresses import reverse

A_PAGE = 50
ACCEPTED = Looks("Accepted", "good", "check")
ASKED = Looks("Asked", "neutral", "half")


@dataclass(frozen=True)
class Decision:
    """Something that somebody decided, with their reason and what followed, and the page where it can be read."""

    at: datetime
    who: str
    what: str
    looks: Looks
    why: str
    href: str
    followed: str = ""


@page("strategy.see")
def decisions(request: WorkspaceRequest) -> HttpResponse:
    """What was decided about the strategy, the latest first."""
    before = _before(request)
    found = [*_versions(request, before), *_reviews(request, before), *_proposals(request, before)]
    ordered = sorted(found, key=lambda decision: decision.at, reverse=True)
    shown = ordered[:A_PAGE]
    context = {"decisions": shown, "older": shown[-1].at.isoformat() if len(ordered) > A_PAGE else ""}
    return render(request, "strategy/decisions.html", context)


def _before(request: WorkspaceRequest) -> datetime:
    try:
        asked = parse_datetime(request.GET.get("before", ""))
    except ValueError:
        asked = None
    return asked if asked is not None and asked.tzinfo is not None else clock.now()


def _versions(request: WorkspaceRequest, before: datetime) -> Iterator[Decision]:
    for version in queries.accepted_before(request.access, before)[: A_PAGE + 1]:
        yield _accepted(request, version)


def _accepted(request: WorkspaceRequest, version: StrategyVersion) -> Decision:
    assert version.accepted_at is not None, "it was accepted"
    href = _at(request, "strategy:version", number=version.number)
    moved, held = version.moved, version.held  # type: ignore[attr-defined]  # accepted_before counts them
    followed = [
        said
        for number, said in ((moved, f"{moved} moved to another pillar"), (held, f"{held} held back"))
        if number
    ]
    return Decision(
        version.accepted_at,
        version.accepted_by,
        str(version),
        ACCEPTED,
        version.note,
        href,
        ", ".join(followed),
    )


def _reviews(request: WorkspaceRequest, before: datetime) -> Iterator[Decision]:
    for review in queries.reviews_before(request.access, before)[: A_PAGE + 1]:
        href = _page_of(request, review)
        what = f"{review.asked_label} asked to look at {_named(review)}"
        yield Decision(review.asked_at, review.asked_by, what, ASKED, review.request, href)
        if review.decided_at is not None and review.decided_at < before:
            yield _answered(review, href)


def _answered(review: VersionReview, href: str) -> Decision:
    assert review.decided_at is not None
    is_taken_back = review.state == Reviewed.WITHDRAWN
    who = review.asked_by if is_taken_back else review.asked_label
    what = f"The request to {review.asked_label}" if is_taken_back else _named(review)
    return Decision(
        review.decided_at, who, what[:1].upper() + what[1:], review.looks_like, review.words, href
    )


def _named(review: VersionReview) -> str:
    return "the draft" if review.version.is_draft else f"what became version {review.version.number}"


def _page_of(request: WorkspaceRequest, review: VersionReview) -> str:
    if review.version.is_draft:
        return _at(request, "strategy:draft")
    return _at(request, "strategy:version", number=review.version.number)


def _proposals(request: WorkspaceRequest, before: datetime) -> Iterator[Decision]:
    for proposal in queries.decided_before(request.access, before)[: A_PAGE + 1]:
        href = _at(request, "strategy:proposal", proposal_id=proposal.pk)
        yield from _decided(proposal, href, before)


def _decided(proposal: Proposal, href: str, before: datetime) -> Iterator[Decision]:
    if proposal.ended_at is not None and proposal.ended_at < before:
        yield Decision(
            proposal.ended_at,
            proposal.ended_by,
            proposal.title,
            proposal.looks_like,
            proposal.decision_note,
            href,
        )
    if proposal.decided_at is not None and proposal.decided_at < before:
        was_tried = proposal.ended_at is not None
        looks = Looks("Tried", "neutral", "half") if was_tried else proposal.looks_like
        why = "" if was_tried else proposal.decision_note
        yield Decision(proposal.decided_at, proposal.decided_by, proposal.title, looks, why, href)


def _at(request: WorkspaceRequest, name: str, **named: object) -> str:
    return reverse(name, kwargs={"workspace": request.workspace.slug, **named})
