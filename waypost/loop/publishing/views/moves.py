"""What changes when a scheduled post leaves, or whether it does."""

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.planning import moving
from waypost.loop.publishing.actions import holds, schedule
from waypost.loop.publishing.forms import ReasonForm, SlipForm, TimeForm
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.views.publication import back, find, show
from waypost.toolkit.refusal import Refusal
from waypost.ui.addresses import reverse


@page(see="publication.see", change="post.schedule")
@require_POST
def time(request: WorkspaceRequest, publication_id: int) -> HttpResponse:
    """Give it another time; the calendar sends the same form when a slip is moved."""
    found = find(request, publication_id)
    was = found.local
    is_slip = "local_on" in request.POST
    form = SlipForm(request.POST) if is_slip else TimeForm(request.workspace.timezone, request.POST)
    if is_slip and not form.is_valid():
        raise Refusal("Choose a day and a time.")
    if form.is_valid():
        try:
            schedule.move_to(found, local=form.cleaned_data["local"], by=request.actor)
        except Refusal as refusal:
            if is_slip:
                raise
            form.add_refusal(refusal)
        else:
            if "back" in request.POST:
                return moving.back(
                    request,
                    move_url=request.path,
                    was=was,
                    what=str(found),
                    otherwise=_address(request, found),
                )
            messages.success(request, "It has its new time.")
            return back(request, found)
    return show(request, found, status=422, time_form=form)


@page(see="publication.see", change="hold.put")
@require_POST
def hold(request: WorkspaceRequest, publication_id: int) -> HttpResponse:
    """Hold this one back."""
    found = find(request, publication_id)
    form = ReasonForm(request.POST, auto_id="back_%s")
    if not form.is_valid():
        return show(request, found, status=422, reason_form=form)
    try:
        holds.put_one(found, **form.cleaned_data, by=request.actor)
    except Refusal as refusal:
        if not refusal.fields:
            raise
        form.add_refusal(refusal)
        return show(request, found, status=422, reason_form=form)
    messages.success(request, "Held back. It stays until somebody releases it.")
    return back(request, found)


@page(see="publication.see", change="campaign.lift")
@require_POST
def release(request: WorkspaceRequest, publication_id: int) -> HttpResponse:
    """Let it go at its time, after looking at it."""
    found = find(request, publication_id)
    holds.release(found, by=request.actor)
    messages.success(request, "Released. It goes out at its time.")
    return back(request, found)


@page(see="publication.see", change="post.schedule")
@require_POST
def cancellation(request: WorkspaceRequest, publication_id: int) -> HttpResponse:
    """Take it out of the queue."""
    found = find(request, publication_id)
    schedule.cancel(found, by=request.actor)
    messages.success(request, "Cancelled. The post and its approval stay.")
    return back(request, found)


def _address(request: WorkspaceRequest, publication: Publication) -> str:
    kwargs = {"workspace": request.workspace.slug, "publication_id": publication.pk}
    return reverse("publishing:publication", kwargs=kwargs)
