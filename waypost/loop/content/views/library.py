"""The library of pictures and videos, and the pictures themselves."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import quote_etag
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content import queries
from waypost.loop.content.actions import media as actions
from waypost.loop.content.actions.albums import add_all
from waypost.loop.content.forms import AlbumForm, AltForm, PictureForm
from waypost.loop.content.models import Media, Post
from waypost.loop.content.queries.media import intakes, media_with_use
from waypost.loop.content.views.uploads import take
from waypost.toolkit.refusal import Refusal

ON_A_PAGE, REFUSED_SHOWN = 24, 10


@page(see="post.see", change="media.add")
@require_http_methods(["GET", "HEAD", "POST"])
def library(request: WorkspaceRequest) -> HttpResponse:
    """Every picture of the brand with its alt text, and the way to add one."""
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            take(request, file, form.cleaned_data["alt"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect("content:media", workspace=request.workspace.slug)
    target = _target(request)
    sheet = Paginator(media_with_use(request.access), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "album_form": AlbumForm(),
        "target": target,
        "chosen": f"post={target.pk}" if target else "",
        "sheet": sheet,
        "pictures": [(each, _alt_form(each)) for each in sheet.object_list],
        "may_add": request.access.may("media.add"),
        "coming": (coming := list(intakes(request.access))),
        "is_waiting": any(intake.is_going_on for intake in coming),
        "without_alt": queries.media(request.access).filter(alt="").count(),
    }
    return render(request, "content/media.html", context, status=422 if form.is_bound else 200)


@page(see="post.see", change="media.add")
@require_POST
def album(request: WorkspaceRequest) -> HttpResponse:
    """Put many pictures and videos into the library, and say which files were neither."""
    form = AlbumForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refusal("Choose some pictures or videos, or a zip of them.")
    came = add_all(
        request.workspace,
        by=request.actor,
        files=[(file.name, file) for file in form.cleaned_data["pictures"]],
    )
    if came.words:
        messages.success(request, came.words)
    for name, why in came.refused[:REFUSED_SHOWN]:
        messages.warning(request, f"{name}: {why}")
    if len(came.refused) > REFUSED_SHOWN:
        messages.warning(
            request, f"{len(came.refused) - REFUSED_SHOWN} more files were neither pictures nor videos."
        )
    return redirect("content:media", workspace=request.workspace.slug)


@page(see="post.see", change="media.add")
@require_POST
def description(request: WorkspaceRequest, media_id: int) -> HttpResponse:
    """Say what a picture shows."""
    found = _media(request, media_id)
    form = AltForm(request.POST)
    if not form.is_valid():
        raise Refusal("The alt text is too long. Keep it under 2,000 characters.")
    actions.describe(found, by=request.actor, alt=form.cleaned_data["alt"])
    return redirect("content:media", workspace=request.workspace.slug)


@page(see="post.see", change="media.add")
@require_POST
def removal(request: WorkspaceRequest, media_id: int) -> HttpResponse:
    """Take a picture out of the library."""
    actions.remove(_media(request, media_id), by=request.actor)
    return redirect("content:media", workspace=request.workspace.slug)


@page("post.see")
@require_safe
def file(request: WorkspaceRequest, media_id: int) -> HttpResponse:
    """The picture itself, or the still of a video, for members only; it travels once: its ETag is its fingerprint."""
    found = get_object_or_404(queries.all_media(request.access), pk=media_id)
    shown, kind = (found.still, "image/jpeg") if found.is_video else (found.file, found.content_type)
    tag = quote_etag(f"{found.sha256}-{found.poster}" if found.is_video else found.sha256)
    if request.headers.get("If-None-Match") == tag:
        answer = HttpResponse(status=304)
    else:
        try:
            with shown.open("rb") as content:
                answer = HttpResponse(content.read(), content_type=kind)
        except FileNotFoundError as error:
            raise Http404 from error
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, no-cache" if found.is_video else "private, max-age=86400, immutable"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _media(request: WorkspaceRequest, media_id: int) -> Media:
    return get_object_or_404(queries.media(request.access), pk=media_id)


def _target(request: WorkspaceRequest) -> Post | None:
    """The post that a picture is chosen for, where somebody came from there."""
    said = request.GET.get("post", "")
    if not said.isdecimal() or not request.access.may("post.draft"):
        return None
    return queries.posts(request.access).filter(pk=said, archived_at=None).first()


def _alt_form(found: Media) -> AltForm:
    return AltForm(initial={"alt": found.alt}, auto_id=f"media_{found.pk}_%s")
