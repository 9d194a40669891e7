"""A post that stays true: how long it rests, until when it holds, and when it was said."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content.actions import evergreens as actions
from waypost.loop.content.forms import EvergreenForm
from waypost.loop.content.models import Post
from waypost.loop.content.queries.posts import POST
from waypost.loop.content.queries.repeating import evergreens, fillings_of, series
from waypost.toolkit.refusal import Refusal


@page("post.see")
@require_safe
def repeating(request: WorkspaceRequest) -> HttpResponse:
    """Everything that is said again: series and evergreen posts."""
    context = {
        "series": series(request.access).select_related("source__pillar"),
        "evergreens": evergreens(request.access).select_related("post__pillar"),
        "today": request.workspace.today,
    }
    return render(request, "content/repeating.html", context)


@page(see="post.see", change="post.schedule")
@require_http_methods(["GET", "HEAD", "POST"])
def evergreen(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Keep a post evergreen, or say anew how."""
    post = _post(request, post_id)
    kept = evergreens(request.access).filter(post=post).first()
    initial = {"rest_days": kept.rest_days, "expires_on": kept.expires_on} if kept else None
    form = EvergreenForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep(post, by=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "It is evergreen. It fills slots of its pillar that stay empty.")
            return redirect("content:evergreen", workspace=request.workspace.slug, post_id=post_id)
    context = {
        "post": post,
        "evergreen": kept,
        "form": form,
        "fillings": fillings_of(post)[:20] if kept else [],
        "may_plan": request.access.may("post.schedule") and not post.is_archived,
    }
    return render(request, "content/evergreen.html", context, status=422 if form.is_bound else 200)


@page(see="post.see", change="post.schedule")
@require_POST
def evergreen_removal(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Stop keeping it evergreen."""
    kept = get_object_or_404(evergreens(request.access).select_related("post__workspace"), post=post_id)
    actions.let_go(kept, by=request.actor)
    messages.success(request, "It is no longer evergreen. Slots that it filled are free again.")
    return redirect("content:post", workspace=request.workspace.slug, post_id=post_id)


def _post(request: WorkspaceRequest, post_id: int) -> Post:
    post = POST.first(request.access, post=post_id)
    if post is None:
        raise Http404
    post.workspace = request.workspace
    return post
