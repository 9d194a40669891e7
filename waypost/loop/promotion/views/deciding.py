from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.foundation.workspaces.queries import members
from waypost.loop.promotion.actions import creators as actions
from waypost.loop.promotion.forms import DecisionForm
from waypost.loop.promotion.views.creators import creator_named, to_creator
from waypost.toolkit.refusal import Refusal


@page(see="creator.see", change="creator.edit")
@require_POST
def shortlist(request: WorkspaceRequest, creator_id: int) -> HttpResponse:
    """Put a creator on the shortlist."""
    found = actions.shortlist(creator_named(request, creator_id), by=request.actor)
    messages.success(request, f"{found} is on the shortlist.")
    return to_creator(request, found)


@page(see="creator.see", change="creator.edit")
@require_POST
def set_back(request: WorkspaceRequest, creator_id: int) -> HttpResponse:
    """Look at a creator again."""
    found = actions.set_back(creator_named(request, creator_id), by=request.actor)
    messages.success(request, f"{found} is looked at again.")
    return to_creator(request, found)


@page(see="creator.see", change="creator.decide")
@require_POST
def decision(request: WorkspaceRequest, creator_id: int) -> HttpResponse:
    """Say yes or no to a creator."""
    found = creator_named(request, creator_id)
    form = DecisionForm(request.POST, people=members(request.access))
    if not form.is_valid():
        raise Refusal("Say yes or no, and why in a sentence: whoever comes later will ask.", field="reason")
    actions.decide(found, **form.decision, by=request.actor)
    messages.success(request, f"Decided: {'yes' if form.decision['go'] else 'no'} to {found}.")
    return to_creator(request, found)


@page(see="creator.see", change="creator.edit")
@require_POST
def removal(request: WorkspaceRequest, creator_id: int) -> HttpResponse:
    """Take a creator out of the list, with everything that is known of them."""
    found = creator_named(request, creator_id)
    actions.remove(found, by=request.actor)
    messages.success(request, f"{found} is out of the list, with everything that was written down.")
    return redirect("promotion:creators", workspace=request.workspace.slug)
