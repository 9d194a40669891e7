"""Connecting an account: by what a person brings, by consent on their own server, or by opening one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from waypost.foundation.channels import actions, queries
from waypost.foundation.channels.domain import guide
from waypost.foundation.channels.domain.networks import SIGN_IN_TITLES, Connectable, connectable, ways
from waypost.foundation.channels.forms import SIGN_INS, OpenForm
from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.views import consents
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.networks import registry
from waypost.networks.contract import SignIn
from waypost.toolkit.refusal import Refusal


@page("channel.connect")
@sensitive_post_parameters("token")
def connection(request: WorkspaceRequest, network: str) -> HttpResponse:
    """Connecting an account of a network, for the first time or again (?channel=)."""
    found = _network(network)
    again = asked_again(request)
    way = found.way(request.POST.get("way", ""))
    forms = {
        each: SIGN_INS[each](found.card, again, said, auto_id=f"id_{each}_%s" if number else "id_%s")
        for number, each in enumerate(found.card.sign_ins)
        for said in [request.POST if request.method == "POST" and each is way else None]
    }
    form = forms[way]
    if form.is_valid():
        try:
            if way is SignIn.OAUTH:
                return consents.departure(request, found, again, form.cleaned_data["server"])
            kept = actions.channels.connect(
                request.workspace, network=network, again=again, by=request.actor, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return _connected(request, kept)
    context = {
        "network": found,
        "again": again,
        "form": form,
        "sign_ins": [(each, SIGN_IN_TITLES[each], one) for each, one in forms.items()],
        "ways": ways(found.card),
        "open_form": OpenForm(initial={"name": request.workspace.name}) if not again else None,
        "guide": guide.read(registry.guide(network)),
    }
    return render(request, "channels/connection.html", context)


@page("channel.connect")
@require_POST
def opening(request: WorkspaceRequest, network: str) -> HttpResponse:
    """A new account on a network where Waypost may open one."""
    found = _network(network)
    form = OpenForm(request.POST)
    name = form.cleaned_data["name"] if form.is_valid() else request.workspace.name
    kept = actions.channels.open_account(request.workspace, network=found.name, name=name, by=request.actor)
    return _connected(request, kept)


def _network(name: str) -> Connectable:
    found = next((network for network in connectable() if network.name == name), None)
    if found is None:
        raise Http404
    return found


def asked_again(request: WorkspaceRequest) -> Channel | None:
    """The channel that is to be connected anew, where the address names one (?channel=)."""
    asked = request.GET.get("channel", "")
    if not asked:
        return None
    if not asked.isdecimal():
        raise Http404
    return get_object_or_404(queries.channels(request.access), pk=int(asked))


def _connected(request: WorkspaceRequest, channel: Channel) -> HttpResponse:
    messages.success(request, f"{channel.name} is connected.")
    return redirect("channels:channel", workspace=request.workspace.slug, channel_id=channel.pk)
