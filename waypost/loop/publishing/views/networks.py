"""Network status: whether they answer, how far their limits are used, what waits for them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.publishing.actions import circuits
from waypost.loop.publishing.queries.networks import Server, servers
from waypost.toolkit.wording import _, count


@page("publication.see")
@require_safe
def networks(request: WorkspaceRequest) -> HttpResponse:
    """Every server that the brand's channels send to."""
    found = servers(request.access)
    context = {
        "servers": found,
        "lede": _lede(found),
        "may_try": request.access.may("publication.decide"),
    }
    return render(request, "publishing/networks.html", context)


@page(see="publication.see", change="publication.decide")
@require_POST
def trying(request: WorkspaceRequest, channel_id: int) -> HttpResponse:
    """Let the next post try a silent server at once."""
    channel = get_object_or_404(channels(request.access), pk=channel_id)
    circuits.try_now(channel, by=request.actor)
    messages.success(request, _("The next post there tries it now; the others follow when it is answered."))
    return redirect("publishing:networks", workspace=request.workspace.slug)


def _lede(found: list[Server]) -> str:
    known = [server.circuit for server in found if server.circuit is not None]
    silent, waiting = sum(each.is_open for each in known), sum(server.waiting for server in found)
    if silent:
        said = f"{count(silent, 'server does', 'servers do')} not answer"
    elif any(each.failures for each in known):
        said = _("Some calls get no answer")
    else:
        said = _("Every network answers") if known else _("Nothing is known about the networks yet")
    return f"{said}, and {count(waiting, 'post waits', 'posts wait')}." if waiting else f"{said}."
