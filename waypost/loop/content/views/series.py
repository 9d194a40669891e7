"""A post that repeats by a rule: look at the days before it begins, take one out, put it back, end it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content.actions import series as actions
from waypost.loop.content.forms import OccurrenceForm, SeriesForm
from waypost.loop.content.models import Post, Series
from waypost.loop.content.queries.posts import POST
from waypost.loop.content.queries.repeating import series_of
from waypost.loop.content.views.coming import coming_of, times_of
from waypost.loop.planning.domain import recurrence
from waypost.loop.planning.domain.patterns import Pattern, in_words
from waypost.loop.planning.domain.recurrence import Recurrence
from waypost.toolkit.refusal import Refusal


@page(see="post.see", change="post.schedule")
@require_http_methods(["GET", "HEAD", "POST"])
def series(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """By which rule a post repeats and when it comes next; start it or change it, after a look at the days."""
    post, going_on = _post(request, post_id), series_of(request.access, post_id)
    start = going_on.start if going_on else post.planned_local
    if start is None:
        return render(request, "content/series_without_time.html", {"post": post})
    form = SeriesForm(start, request.POST or None, initial=_initial(going_on))
    looked_at = None
    if request.method == "POST" and form.is_valid():
        try:
            looked_at = Recurrence(recurrence.read(form.chosen, start, request.workspace.timezone), start)
            if "preview" not in request.POST:
                return _begin(request, post, going_on, looked_at.rule)
        except Refusal as refusal:
            form.add_refusal(refusal)
    status = 422 if form.is_bound and form.errors else 200
    return render(
        request, "content/series.html", _context(request, post, going_on, form, looked_at), status=status
    )


def _begin(request: WorkspaceRequest, post: Post, going_on: Series | None, rule: str) -> HttpResponse:
    if going_on is None:
        actions.start(post, rule=rule, by=request.actor)
        messages.success(request, "It repeats. The posts of the next four weeks are made by themselves.")
    else:
        actions.change(going_on, rule=rule, by=request.actor)
        messages.success(request, "It follows the new rule. What somebody changed stays where it is.")
    return _back(request, post.pk)


def _context(
    request: WorkspaceRequest,
    post: Post,
    going_on: Series | None,
    form: SeriesForm,
    looked_at: Recurrence | None,
) -> dict[str, Any]:
    if looked_at is not None:
        coming = times_of(looked_at, request.workspace)
    else:
        coming = coming_of(going_on, request.workspace) if going_on else []
    return {
        "post": post,
        "series": going_on,
        "form": form,
        "start": form.start,
        "coming": coming,
        "looked_at": in_words(looked_at.rule, looked_at.start) if looked_at else "",
        "may_plan": request.access.may("post.schedule") and not post.is_archived,
    }


@page(see="post.see", change="post.schedule")
@require_POST
def skip(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Take one time out."""
    actions.skip(_going_on(request, post_id), local=_local(request), by=request.actor)
    messages.success(request, "Taken out. The others stay.")
    return _back(request, post_id)


@page(see="post.see", change="post.schedule")
@require_POST
def skip_removal(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Put a time back."""
    actions.restore(_going_on(request, post_id), local=_local(request), by=request.actor)
    messages.success(request, "It is back.")
    return _back(request, post_id)


@page(see="post.see", change="post.schedule")
@require_POST
def removal(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Repeat no more."""
    actions.end(_going_on(request, post_id), by=request.actor)
    messages.success(request, "It no longer repeats. What somebody changed stays; the rest was archived.")
    return redirect("content:post", workspace=request.workspace.slug, post_id=post_id)


def _post(request: WorkspaceRequest, post_id: int) -> Post:
    post = POST.first(request.access, post=post_id)
    if post is None:
        raise Http404
    post.workspace = request.workspace
    return post


def _going_on(request: WorkspaceRequest, post_id: int) -> Series:
    post, found = _post(request, post_id), series_of(request.access, post_id)
    if found is None:
        raise Refusal(f"“{post}” does not repeat. Reload the page to see it.")
    return found


def _local(request: WorkspaceRequest) -> Any:
    form = OccurrenceForm(request.POST)
    if not form.is_valid():
        raise Refusal("Choose one of the times of the list.")
    return form.cleaned_data["local"]


def _initial(going_on: Series | None) -> dict[str, Any]:
    if going_on is None:
        return {"pattern": Pattern.WEEKLY.value}
    return {"pattern": Pattern.CUSTOM.value, "rule": going_on.rule}


def _back(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    return redirect("content:series", workspace=request.workspace.slug, post_id=post_id)
