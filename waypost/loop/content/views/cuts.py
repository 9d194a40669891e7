"""What must stay in view of a picture, and how each network cuts it."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content import queries
from waypost.loop.content.actions import media as actions
from waypost.loop.content.domain.cuts import cuts_of
from waypost.loop.content.forms import CaptionsForm, FocusForm, PosterForm
from waypost.loop.content.models import Media
from waypost.loop.content.queries.variants import part_of
from waypost.networks import registry
from waypost.ui.forms import Form

PERCENT = 10
"""Thousandths, in which the focal point is kept, in one percent, in which people choose it."""


@page(see="post.see", change="media.add")
@require_http_methods(["GET", "HEAD", "POST"])
def cuts(request: WorkspaceRequest, media_id: int) -> HttpResponse:
    """Show the point and what each network shows around it, and take another point."""
    picture = get_object_or_404(queries.media(request.access), pk=media_id)
    form = _focus_form(picture, request.POST or None)
    if request.method == "POST" and form.is_valid():
        x, y = form.cleaned_data["x"] * PERCENT, form.cleaned_data["y"] * PERCENT
        actions.point(picture, by=request.actor, x=x, y=y)
        return redirect("content:media_cuts", workspace=request.workspace.slug, media_id=picture.pk)
    return show(request, picture, form=form)


def show(request: WorkspaceRequest, picture: Media, **forms: Form) -> HttpResponse:
    """Draw the page of a picture or video; `forms` replace those that were sent and refused."""
    of_video = {
        "poster_form": PosterForm(initial={"at": picture.poster}),
        "captions_form": CaptionsForm(auto_id="captions_%s"),
        "languages": [language for language, *_file in picture.captions],
    }
    context = {
        "form": _focus_form(picture),
        "picture": picture,
        "cuts": cuts_of(part_of(picture), map(registry.card, registry.names())),
        "may_point": request.access.may("media.add"),
        **(of_video if picture.is_video else {}),
        **forms,
    }
    status = 422 if any(form.is_bound for form in forms.values()) else 200
    return render(request, "content/cuts.html", context, status=status)


def _focus_form(picture: Media, data: QueryDict | None = None) -> FocusForm:
    return FocusForm(data, initial={"x": picture.focus_x // PERCENT, "y": picture.focus_y // PERCENT})
