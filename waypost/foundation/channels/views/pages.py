from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.channels import actions, queries
from waypost.foundation.channels.domain.networks import by_hand, connectable
from waypost.foundation.channels.forms import ChannelForm, LimitForm
from waypost.foundation.journal.queries import history_of
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.foundation.workspaces.queries import members
from waypost.toolkit.refusal import Refusal

ROUTINE = "channel.token_renewed"
"""What happens every hour on some networks, and is no news."""


@page("channel.see")
def channels(request: WorkspaceRequest) -> HttpResponse:
    """The accounts that posts go out from."""
    context = {
        "channels": list(queries.channels(request.access)),
        "ending": queries.ending(request.access),
        "networks": connectable(),
        "by_hand": by_hand(),
        "connects": request.access.may("channel.connect"),
    }
    return render(request, "channels/channels.html", context)


@page(see="channel.see", change="channel.connect")
def channel(request: WorkspaceRequest, channel_id: int) -> HttpResponse:
    """One channel: how it is, what it can carry, what happened to it."""
    found = get_object_or_404(queries.channels(request.access), pk=channel_id)
    known = {"name": found.name, "key": found.key}
    form = ChannelForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        try:
            actions.channels.rename(found, **form.cleaned_data, by=request.actor)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Saved.")
            return redirect("channels:channel", workspace=request.workspace.slug, channel_id=found.pk)
    context = {
        "channel": found,
        "life": queries.token_life(found),
        "keeper": queries.keeper_of(found) if found.is_by_hand else None,
        "form": form,
        "history": history_of(found).exclude(verb=ROUTINE)[:10],
        "connects": request.access.may("channel.connect"),
    }
    return render(request, "channels/channel.html", context)


@page("channel.connect")
@require_POST
def disconnection(request: WorkspaceRequest, channel_id: int) -> HttpResponse:
    """The end of a connection."""
    found = get_object_or_404(queries.channels(request.access), pk=channel_id)
    actions.channels.disconnect(found, by=request.actor)
    messages.success(request, f"{found.name} is disconnected. What was scheduled there is held.")
    return redirect("channels:channel", workspace=request.workspace.slug, channel_id=found.pk)


@page("channel.connect")
@require_POST
def check(request: WorkspaceRequest, channel_id: int) -> HttpResponse:
    """Another look whether the network takes the token that it refused."""
    found = get_object_or_404(queries.channels(request.access), pk=channel_id)
    actions.health.look_again(found, by=request.actor)
    messages.success(request, f"{found.name} is connected.")
    return redirect("channels:channel", workspace=request.workspace.slug, channel_id=found.pk)


@page("member.manage")
@require_POST
def limits(request: WorkspaceRequest, member_id: int) -> HttpResponse:
    """The channels that a member works on."""
    found = get_object_or_404(members(request.access), pk=member_id)
    choices = queries.channels(request.access)
    form = LimitForm(request.POST, channels=choices)
    if not form.is_valid():
        raise Refusal("Choose from the channels of this brand.")
    chosen = choices.filter(pk__in=form.cleaned_data["channels"])
    actions.limits.limit(found, to=list(chosen), by=request.actor)
    messages.success(request, "Saved.")
    return redirect("workspaces:member", workspace=request.workspace.slug, member_id=found.pk)
