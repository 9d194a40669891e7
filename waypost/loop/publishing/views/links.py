"""How the links of a brand leave: tracked or not, named or not, with an example for each channel, and who followed them."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.permissions import who_may
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content.domain.links import Leaving
from waypost.loop.publishing.actions.links import decide
from waypost.loop.publishing.forms import LinkPolicyForm
from waypost.loop.publishing.models import LinkPolicy
from waypost.loop.publishing.queries.links import Example, example_of, latest_links, policy_of, with_choices
from waypost.toolkit.refusal import Refusal

LATEST = 20
EXAMPLES = 6


@dataclass(frozen=True)
class Shown:
    """What the example's link becomes on one channel."""

    channel: Channel
    link: Leaving


@page(see="publication.see", change="link.decide")
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: WorkspaceRequest) -> HttpResponse:
    """How links go out from now on, and how often those that left were followed."""
    policy = policy_of(request.workspace.pk)
    form = LinkPolicyForm(request.POST if request.method == "POST" else None, initial=_initial(policy))
    if form.is_valid():
        try:
            decide(request.workspace, by=request.actor, **form.choices)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Saved. Links go out like this from now on.")
            return redirect("publishing:links", workspace=request.workspace.slug)
    latest = list(latest_links(request.access)[:LATEST])
    context = {
        "form": form,
        "policy": policy,
        "may_decide": request.access.may("link.decide"),
        "who_decides": who_may("link.decide"),
        "latest": latest,
        "has_simulated": any(link.publication.channel.simulated for link in latest),
        **_examples(request, policy),
    }
    return render(request, "publishing/links.html", context, status=422 if form.is_bound else 200)


@page("link.decide")
@require_POST
def preview(request: WorkspaceRequest) -> HttpResponse:
    """What the example's link would become by what stands in the form now; nothing is decided."""
    policy = policy_of(request.workspace.pk)
    form = LinkPolicyForm(request.POST)
    if form.is_valid():
        try:
            policy = with_choices(policy, **form.choices)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {"wrong": [said for errors in form.errors.values() for said in errors]}
    return render(request, "publishing/parts/link_examples.html", context | _examples(request, policy))


def _initial(policy: LinkPolicy) -> dict[str, object]:
    known = {name: getattr(policy, name) for name in LinkPolicyForm.base_fields if name != "sites"}
    return {**known, "sites": "\n".join(policy.sites)}


def _examples(request: WorkspaceRequest, policy: LinkPolicy) -> dict[str, object]:
    example = example_of(request.access, request.workspace)
    usable = list(channels(request.access))
    return {
        "example": example,
        "examples": [_shown(policy, example, channel) for channel in usable[:EXAMPLES]],
        "out_of_reach": policy.tracks
        and not settings.WAYPOST.links_reach_out
        and any(not channel.simulated for channel in usable),
    }


def _shown(policy: LinkPolicy, example: Example, channel: Channel) -> Shown:
    [link] = policy.manner_on(channel).leaving([example.target], example.facts_on(channel))
    return Shown(channel, link)
