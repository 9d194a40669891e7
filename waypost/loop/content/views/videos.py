"""Videos: on their way into the library, and what is said of those that are in it."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import quote_etag
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content import queries
from waypost.loop.content.actions import intakes, videos
from waypost.loop.content.domain.captions import LARGEST
from waypost.loop.content.forms import CaptionsForm, PosterForm
from waypost.loop.content.models import Intake, Media
from waypost.loop.content.queries.media import intakes as on_their_way
from waypost.loop.content.streaming import streamed
from waypost.loop.content.views.cuts import show
from waypost.toolkit.refusal import Refusal


@page("post.see")
@require_safe
def coming(request: WorkspaceRequest) -> HttpResponse:
    """How far the videos are that are on their way, asked again and again by a page that waits."""
    found = list(on_their_way(request.access))
    if not any(intake.is_going_on for intake in found):
        return HttpResponseClientRefresh()
    context = {"coming": found, "is_waiting": True, "may_add": request.access.may("media.add")}
    return render(request, "content/parts/coming_videos.html", context)


@page(see="post.see", change="media.add")
@require_POST
def stopping(request: WorkspaceRequest, intake_id: int) -> HttpResponse:
    """Stop preparing a video."""
    intakes.stop(_intake(request, intake_id), by=request.actor)
    return _library(request)


@page(see="post.see", change="media.add")
@require_POST
def start(request: WorkspaceRequest, intake_id: int) -> HttpResponse:
    """Go on with a video that was stopped."""
    intakes.go_on(_intake(request, intake_id), by=request.actor)
    return _library(request)


@page(see="post.see", change="media.add")
@require_POST
def removal(request: WorkspaceRequest, intake_id: int) -> HttpResponse:
    """Clear away a video that is not in the library."""
    intakes.discard(_intake(request, intake_id), by=request.actor)
    return _library(request)


@page("post.see")
@require_safe
def video(request: WorkspaceRequest, media_id: int) -> HttpResponseBase:
    """The video itself, for members only, a stretch at a time."""
    shown = get_object_or_404(queries.all_media(request.access), pk=media_id)
    if not shown.is_video:
        raise Http404
    try:
        answer = streamed(request, str(shown.file), shown.size, shown.content_type)
    except OSError as error:
        raise Http404 from error
    answer["ETag"] = quote_etag(shown.sha256)
    answer["Cache-Control"] = "private, max-age=86400, immutable"
    return answer


@page(see="post.see", change="media.add")
@require_POST
def poster(request: WorkspaceRequest, media_id: int) -> HttpResponse:
    """Choose the moment that stands for a video."""
    shown = _media(request, media_id)
    form = PosterForm(request.POST)
    if form.is_valid():
        try:
            videos.choose_poster(shown, by=request.actor, at=form.cleaned_data["at"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return _cuts(request, shown)
    return show(request, shown, poster_form=form)


@page(see="post.see", change="media.add")
@require_POST
def captions(request: WorkspaceRequest, media_id: int) -> HttpResponse:
    """Keep what is said in a video in one language."""
    shown = _media(request, media_id)
    form = CaptionsForm(request.POST, request.FILES, auto_id="captions_%s")
    if form.is_valid():
        content = form.cleaned_data["file"].read(LARGEST + 1)
        language = form.cleaned_data["language"].strip()
        try:
            videos.caption(shown, by=request.actor, language=language, content=content)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return _cuts(request, shown)
    return show(request, shown, captions_form=form)


@page(see="post.see", change="media.add")
@require_POST
def captions_removal(request: WorkspaceRequest, media_id: int) -> HttpResponse:
    """Take the captions of one language away."""
    shown = _media(request, media_id)
    videos.uncaption(shown, by=request.actor, language=request.POST.get("language", ""))
    return _cuts(request, shown)


def _intake(request: WorkspaceRequest, intake_id: int) -> Intake:
    return get_object_or_404(on_their_way(request.access), pk=intake_id)


def _media(request: WorkspaceRequest, media_id: int) -> Media:
    return get_object_or_404(queries.media(request.access), pk=media_id)


def _library(request: WorkspaceRequest) -> HttpResponse:
    return redirect("content:media", workspace=request.workspace.slug)


def _cuts(request: WorkspaceRequest, shown: Media) -> HttpResponse:
    return redirect("content:media_cuts", workspace=request.workspace.slug, media_id=shown.pk)
