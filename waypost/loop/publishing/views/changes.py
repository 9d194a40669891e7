"""What a person wants done to a post that is out: each is asked for here, and done by the publisher."""

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.publishing.actions import again, changes
from waypost.loop.publishing.forms import TimeForm
from waypost.loop.publishing.views.publication import back, find, show
from waypost.toolkit.refusal import Refusal


@page(see="publication.see", change="publication.decide")
@require_POST
def removal(request: WorkspaceRequest, publication_id: int) -> HttpResponse:
    """Take it down from the network."""
    found = find(request, publication_id)
    changes.take_down(found, by=request.actor)
    messages.success(request, f"It is being taken down from {found.channel.card.label}.")
    return back(request, found)


@page(see="publication.see", change="publication.decide")
@require_POST
def correction(request: WorkspaceRequest, publication_id: int) -> HttpResponse:
    """Bring what was approved since to the network."""
    found = find(request, publication_id)
    changes.edit(found, by=request.actor)
    messages.success(request, f"The new words are on their way to {found.channel.card.label}.")
    return back(request, found)


@page(see="publication.see", change="post.schedule")
@require_POST
def repetition(request: WorkspaceRequest, publication_id: int) -> HttpResponse:
    """Publish again what was taken down."""
    found = find(request, publication_id)
    form = TimeForm(request.workspace.timezone, request.POST)
    if form.is_valid():
        try:
            anew = again.publish(found, local=form.cleaned_data["local"], by=request.actor)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "It is in the queue again, as a new entry.")
            return back(request, anew)
    return show(request, found, status=422, time_form=form)
