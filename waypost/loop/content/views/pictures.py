"""The pictures on one post."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content import queries
from waypost.loop.content.actions import attachments
from waypost.loop.content.forms import AltForm, PictureForm
from waypost.loop.content.models import Attachment, Media, Post
from waypost.loop.content.views.found import whole_post
from waypost.loop.content.views.post import show
from waypost.loop.content.views.uploads import take
from waypost.toolkit.refusal import Refusal
from waypost.ui.addresses import reverse


@page(see="post.see", change="post.draft")
@require_POST
def pictures(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Put a picture on the post: a new one, or one of the library."""
    post = _post(request, post_id)
    chosen = request.POST.get("media", "")
    if chosen.isdecimal():
        picture = get_object_or_404(queries.media(request.access), pk=chosen)
        attachments.attach(post, by=request.actor, media=picture)
        return _back(request, post)
    form = PictureForm(request.POST, request.FILES, auto_id="new_%s")
    if form.is_valid():
        file, alt = form.cleaned_data["file"], form.cleaned_data["alt"]
        try:
            came = take(request, file, alt, post)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return _back(request, post) if isinstance(came, Media) else _where_it_comes(request, post)
    return show(request, _post(request, post_id), None, status=422, picture_form=form)


@page(see="post.see", change="post.draft")
@require_POST
def picture(request: WorkspaceRequest, post_id: int, picture_id: int) -> HttpResponse:
    """Describe a picture of the post, or give it another place."""
    post = _post(request, post_id)
    found = _attachment(post, picture_id)
    form = AltForm(request.POST)
    if not form.is_valid():
        raise Refusal("The alt text is too long. Keep it under 2,000 characters.")
    alt, position = form.cleaned_data["alt"], form.cleaned_data["position"]
    if alt != found.alt:
        attachments.describe(found, by=request.actor, alt=alt)
    if position and position != found.position:
        attachments.move(found, by=request.actor, to=position)
    return _back(request, post)


@page(see="post.see", change="post.draft")
@require_POST
def picture_removal(request: WorkspaceRequest, post_id: int, picture_id: int) -> HttpResponse:
    """Take a picture off the post."""
    post = _post(request, post_id)
    attachments.detach(_attachment(post, picture_id), by=request.actor)
    return _back(request, post)


def _post(request: WorkspaceRequest, post_id: int) -> Post:
    return whole_post(request, post_id)


def _attachment(post: Post, picture_id: int) -> Attachment:
    return get_object_or_404(queries.attachments_of(post), pk=picture_id)


def _where_it_comes(request: WorkspaceRequest, post: Post) -> HttpResponse:
    """The page that says how far a video is, and leads back to the post that it came for."""
    messages.success(request, "The video is being prepared. It hangs on the post as soon as that is done.")
    library = reverse("content:media", kwargs={"workspace": request.workspace.slug})
    return redirect(f"{library}?post={post.pk}")


def _back(request: WorkspaceRequest, post: Post) -> HttpResponse:
    return redirect("content:post", workspace=request.workspace.slug, post_id=post.pk)
