"""The way to a person's own server, where they say what Waypost may do, and the way back."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from waypost.foundation.channels import actions, queries
from waypost.foundation.channels.domain.consents import Journey, as_record, from_record
from waypost.foundation.channels.domain.networks import Connectable
from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.gate import WorkspaceRequest, enter
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.ui.addresses import reverse

JOURNEYS = "consents"
AT_ONCE = 5
NUMBER_OF_THIS_MACHINE = "127.0.0.1"


def departure(
    request: WorkspaceRequest, network: Connectable, again: Channel | None, server: str
) -> HttpResponse:
    """The page with the link that leads there: a form's own answer may not lead away from here."""
    journey, url = actions.consents.begin(
        request.workspace,
        network=network.name,
        server=server,
        redirect_uri=_here(request, reverse("consents:return")),
        described_at=_here(request, reverse("consents:description", {"network": network.name})),
        again=again,
        by=request.actor,
    )
    underway = [*request.session.get(JOURNEYS, []), as_record(journey)]
    request.session[JOURNEYS] = underway[-AT_ONCE:]
    context = {"network": network, "journey": journey, "url": url, "again": again}
    return render(request, "channels/departure.html", context)


@never_cache
@require_safe
@sensitive_variables("code")
def arrival(request: HttpRequest) -> HttpResponse:
    """Where a server sends a person back to, with a code or with their refusal."""
    state, host = request.GET.get("state", ""), request.get_host()
    if state.startswith(actions.consents.FROM_LOCALHOST) and host.startswith(NUMBER_OF_THIS_MACHINE):
        # They set out at the name of this machine, and their session is there.
        named = host.replace(NUMBER_OF_THIS_MACHINE, "localhost", 1)
        return redirect(f"http://{named}{request.get_full_path()}")
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    journey = _journey(request)
    code = request.GET.get("code", "")
    if not code:
        raise Refusal(
            f"You did not let Waypost in on {journey.host}, so nothing was connected. "
            "Connect once more if you change your mind."
        )
    enter(request, journey.workspace)
    assert isinstance(request.actor, Actor)  # type: ignore[attr-defined]
    return _connected(request, journey, code)  # type: ignore[arg-type]


def _connected(request: WorkspaceRequest, journey: Journey, code: str) -> HttpResponse:
    again = None
    if journey.again_id is not None:
        again = queries.usable_channel(request.access, journey.again_id)
    kept = actions.channels.connect(
        request.workspace,
        network=journey.network,
        server=journey.server,
        token=actions.consents.exchange(journey, code, came_from=request.GET.get("iss", "")),
        again=again,
        by=request.actor,
    )
    messages.success(request, f"{kept.name} is connected.")
    return redirect("channels:channel", workspace=request.workspace.slug, channel_id=kept.pk)


def _journey(request: HttpRequest) -> Journey:
    """The journey that this person is on, taken out of their session: each way back is used once."""
    underway = [from_record(record) for record in request.session.get(JOURNEYS, [])]
    state = request.GET.get("state", "")
    found = next((one for one in underway if one.state == state), None)
    request.session[JOURNEYS] = [as_record(one) for one in underway if one.state != state]
    if found is None or found.person_id != request.user.pk:
        raise Refusal(
            "Waypost did not send you on this way, or you came back on it before. "
            "Open your brand’s channels and connect the account from there."
        )
    if found.is_over(clock.now()):
        raise Refusal(f"That took longer than half an hour. Connect your account on {found.host} once more.")
    return found


@require_safe
def description(request: HttpRequest, network: str) -> JsonResponse:
    """What this installation says of itself to servers of a network that read it, before anybody can consent there."""
    address = _here(request, request.path)
    said = queries.described_as(network, address)
    if said is None:
        raise Http404
    return JsonResponse(said)


def _here(request: HttpRequest, path: str) -> str:
    """The whole address of a path, as others reach it."""
    if settings.WAYPOST.public_url:
        return f"{settings.WAYPOST.address.rstrip('/')}{path}"
    else:
        return request.build_absolute_uri(path)
