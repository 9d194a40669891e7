from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content import queries
from waypost.loop.content.domain.choices import with_choices
from waypost.loop.content.domain.findings import Severity
from waypost.loop.content.domain.states import TONES, WORDS, Decision, State, may_follow
from waypost.loop.content.forms import LabelsForm, VariantForm
from waypost.loop.content.models import Post
from waypost.loop.content.queries.findings import strategy_findings
from waypost.loop.content.queries.labels import labels_of
from waypost.loop.content.queries.reasons import strategy_of
from waypost.loop.content.queries.variants import seen_hash
from waypost.loop.content.views.found import whole_post
from waypost.loop.content.views.post_forms import page_forms
from waypost.loop.content.views.sides import Side, sides_of
from waypost.loop.content.views.when import when_of


@page("post.see")
@require_safe
def post_detail(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """One post: its words, where they go, why, and what became of it in review."""
    post = whole_post(request, post_id)
    return show(request, post, chosen_channel(request))


@page(see="post.see", change="post.draft")
@require_POST
def checks(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Count and check what stands in the form now, without saving it."""
    post = whole_post(request, post_id)
    current = chosen_channel(request)
    post.body = request.POST.get("body", post.body).strip()
    for variant in post.variants.all():
        if variant.channel_id == current:
            variant.text = request.POST.get("text", variant.text).strip()
            form = VariantForm(variant.channel, request.POST)
            if form.is_valid():
                variant.options = with_choices(variant.options, variant.channel.card.options, form.choices)
    sides = sides_of(post, current, strategy_of(post.workspace_id))
    context = {
        "post": post,
        "sides": sides,
        "preview": _current(sides) or next(iter(sides), None),
        "swap": True,
    }
    return render(request, "content/post_beside.html", context)


def show(
    request: WorkspaceRequest, post: Post, current: int | None, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Draw the page of a post; `forms` replace those that were sent and refused."""
    strategy = strategy_of(post.workspace_id)
    sides = sides_of(post, current, strategy)
    side = _current(sides)
    why_findings = strategy_findings(post)
    may_submit = _may_submit(request, post)
    asks = may_submit and may_follow(State(post.state), Decision.SUBMITTED)
    context = {
        "post": post,
        "state_word": WORDS[State(post.state)],
        "state_look": TONES[State(post.state)],
        "sides": sides,
        "side": side,
        "preview": side or next(iter(sides), None),
        "path": queries.path_of(post, strategy),
        "why_findings": why_findings,
        "reviews": queries.history_of_reviews(post),
        "seen": seen_hash([each.variant for each in sides]),
        "may_write": request.access.may("post.draft") and not post.is_archived,
        "may_plan": request.access.may("post.schedule") and not post.is_archived,
        "may_review": request.access.may("post.approve") and not post.is_archived,
        "may_submit": may_submit,
        "when": when_of(request, post),
        "asks_review": asks and not request.workspace.is_solo,
        "asks_reason": asks and why_findings and why_findings[0].severity is not Severity.SUGGEST,
        **_labels(post),
        "may_import": request.access.may("post.import"),
        **page_forms(request.access, post, side),
        **forms,
    }
    return render(request, "content/post.html", context, status=status)


def _labels(post: Post) -> dict[str, Any]:
    """The labels as they are written, and what the fold says that holds them."""
    said = ", ".join(labels_of(post)) if getattr(post, "has_labels", True) else ""
    title = f"Labels: {said}" if said else "Labels"
    return {
        "labels_said": said,
        "labels_title": title,
        "labels_form": LabelsForm(initial={"labels": said}, auto_id="post_%s"),
    }


def chosen_channel(request: WorkspaceRequest) -> int | None:
    """The channel whose side of the post is open."""
    said = request.POST.get("channel") or request.GET.get("channel") or ""
    return int(said) if said.isdecimal() else None


def _current(sides: list[Side]) -> Side | None:
    return next((side for side in sides if side.current), None)


def _may_submit(request: WorkspaceRequest, post: Post) -> bool:
    mine = post.author_id is not None and post.author_id == request.access.member_id
    return request.access.may("post.draft" if mine else "post.submit") and not post.is_archived
