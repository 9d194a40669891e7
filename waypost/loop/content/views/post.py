from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content import queries
from waypost.loop.content.domain.states import TONES, WORDS, State
from waypost.loop.content.forms import (
    AltForm,
    ChannelsForm,
    PictureForm,
    ReasonsForm,
    SubmissionForm,
    TimeForm,
    VariantForm,
    WritingForm,
)
from waypost.loop.content.models import Attachment, Post
from waypost.loop.content.queries.findings import strategy_findings
from waypost.loop.content.queries.reasons import strategy_of
from waypost.loop.content.queries.variants import seen_hash, variants_of
from waypost.loop.content.views.sides import Side, drawn, sides_of

LIBRARY = 12
"""So many pictures of the library are offered on a post's page, the newest first."""


@page("post.see")
@require_safe
def post_detail(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """One post: its words, where they go, why, and what became of it in review."""
    post = get_object_or_404(queries.whole_post(request.access), pk=post_id)
    return show(request, post, chosen_channel(request))


@page(see="post.see", change="post.draft")
@require_POST
def checks(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Count and check what stands in the form now, without saving it."""
    post = get_object_or_404(queries.whole_post(request.access), pk=post_id)
    current = chosen_channel(request)
    variants = list(variants_of(post))
    for variant in variants:
        variant.post.body = request.POST.get("body", variant.post.body).strip()
        if variant.channel_id == current:
            variant.text = request.POST.get("text", variant.text).strip()
    sides = drawn(post, variants, current, strategy_of(post.workspace_id))
    return render(
        request,
        "content/post_beside.html",
        {"post": post, "sides": sides, "side": _current(sides), "swap": True},
    )


def show(
    request: WorkspaceRequest, post: Post, current: int | None, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Draw the page of a post; `forms` replace those that were sent and refused."""
    strategy = strategy_of(post.workspace_id)
    sides = sides_of(post, current, strategy)
    side = _current(sides)
    context = {
        "post": post,
        "state_word": WORDS[State(post.state)],
        "state_look": TONES[State(post.state)],
        "sides": sides,
        "side": side,
        "path": queries.path_of(post, strategy),
        "why_findings": strategy_findings(post),
        "reviews": list(queries.reviews_of(post)[:20]),
        "seen": seen_hash([each.variant for each in sides]),
        "stops": [each for each in sides if each.stops],
        "may_write": request.access.may("post.draft") and not post.is_archived,
        "may_plan": request.access.may("post.schedule") and not post.is_archived,
        "may_review": request.access.may("post.approve") and not post.is_archived,
        "may_submit": _may_submit(request, post),
        **_forms(request, post, sides, side),
        **forms,
    }
    return render(request, "content/post.html", context, status=status)


def chosen_channel(request: WorkspaceRequest) -> int | None:
    """The channel whose side of the post is open."""
    said = request.POST.get("channel") or request.GET.get("channel") or ""
    return int(said) if said.isdecimal() else None


def _forms(request: WorkspaceRequest, post: Post, sides: list[Side], side: Side | None) -> dict[str, Any]:
    taken = [each.channel_id for each in sides]
    return {
        "writing_form": WritingForm(
            initial={"title": post.title, "body": post.body, "version": post.version}
        ),
        "variant_form": variant_form(post, side) if side else None,
        "reasons_form": ReasonsForm(
            request.access,
            initial={
                "pillar": post.pillar_id,
                "persona": post.persona_id,
                "goal": post.goal_id,
                "funnel_stage": post.funnel_stage_id,
                "reactive": post.reactive,
                "purpose": post.purpose,
                "origin": post.origin,
            },
        ),
        "time_form": TimeForm(initial={"local_on": post.planned_on, "local_time": post.planned_time}),
        "channels_form": ChannelsForm(channels(request.access).exclude(pk__in=taken)),
        "picture_form": PictureForm(auto_id="new_%s"),
        "attachments": [(picture, _alt_form(picture)) for picture in queries.attachments_of(post)],
        "library": queries.media(request.access).exclude(attachments__post=post)[:LIBRARY],
        "submission_form": SubmissionForm(),
    }


def variant_form(post: Post, side: Side) -> VariantForm:
    """The form of a channel's own words."""
    variant = side.variant
    initial = {"text": variant.text, "format": variant.format, "version": post.version}
    return VariantForm(variant.channel, initial=initial)


def _alt_form(picture: Attachment) -> AltForm:
    return AltForm(
        initial={"alt": picture.alt, "position": picture.position}, auto_id=f"picture_{picture.pk}_%s"
    )


def _current(sides: list[Side]) -> Side | None:
    return next((side for side in sides if side.current), None)


def _may_submit(request: WorkspaceRequest, post: Post) -> bool:
    mine = post.author_id is not None and post.author_id == request.access.member_id
    return request.access.may("post.draft" if mine else "post.submit") and not post.is_archived
