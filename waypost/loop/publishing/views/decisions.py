"""What a person decides about a publication of which nobody knows whether it arrived."""

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.publishing.actions import decisions, kits
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.forms import PresenceForm
from waypost.loop.publishing.views.publication import back, find, show


@page(see="publication.see", change="publication.decide")
@require_POST
def presence(request: WorkspaceRequest, publication_id: int) -> HttpResponse:
    """It is there."""
    found = find(request, publication_id)
    form = PresenceForm(request.POST)
    if not form.is_valid():
        return show(request, found, status=422, presence_form=form)
    say = kits.posted if found.kits.exists() else decisions.it_is_there
    say(found, url=form.cleaned_data["url"], by=request.actor)
    messages.success(request, "Marked as sent.")
    return back(request, found)


@page(see="publication.see", change="publication.decide")
@require_POST
def absence(request: WorkspaceRequest, publication_id: int) -> HttpResponse:
    """It is not there: send it again."""
    found = decisions.send_again(find(request, publication_id), by=request.actor)
    if found.state == State.MISSED:
        messages.warning(request, "Its time is too long past. Give it a new one, and it goes out then.")
    else:
        messages.success(request, "It is sent again now.")
    return back(request, found)


@page(see="publication.see", change="publication.decide")
@require_POST
def abandonment(request: WorkspaceRequest, publication_id: int) -> HttpResponse:
    """It is not there, and it is not wanted any more."""
    found = decisions.give_up(find(request, publication_id), by=request.actor)
    messages.success(request, "Given up. Nothing of it goes out any more.")
    return back(request, found)
