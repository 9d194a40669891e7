"""The library of pictures, and the pictures themselves."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import quote_etag
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content import queries
from waypost.loop.content.actions import media as actions
from waypost.loop.content.forms import AltForm, PictureForm
from waypost.loop.content.models import Media, Post
from waypost.loop.content.queries.media import media_with_use
from waypost.toolkit.refusal import Refusal

ON_A_PAGE = 24


@page(see="post.see", change="media.add")
@require_http_methods(["GET", "HEAD", "POST"])
def library(request: WorkspaceRequest) -> HttpResponse:
    """Every picture of the brand with its alt text, and the way to add one."""
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            actions.add(
                request.workspace, by=request.actor, file=file, name=file.name, alt=form.cleaned_data["alt"]
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect("content:media", workspace=request.workspace.slug)
    target = _target(request)
    sheet = Paginator(media_with_use(request.access), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "target": target,
        "chosen": f"post={target.pk}" if target else "",
        "sheet": sheet,
        "pictures": [(each, _alt_form(each)) for each in sheet.object_list],
        "may_add": request.access.may("media.add"),
        "without_alt": queries.media(request.access).filter(alt="").count(),
    }
    return render(request, "content/media.html", context, status=422 if form.is_bound else 200)


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
    """The picture itself, for members only; its fingerprint is its ETag, so it travels once."""
    found = get_object_or_404(queries.all_media(request.access), pk=media_id)
    tag = quote_etag(found.sha256)
    if request.headers.get("If-None-Match") == tag:
        answer = HttpResponse(status=304)
    else:
        try:
            with found.file.open("rb") as content:
                answer = HttpResponse(content.read(), content_type=found.content_type)
        except FileNotFoundError as error:
            raise Http404 from error
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, max-age=86400, immutable"
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
