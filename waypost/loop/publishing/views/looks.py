"""The second look after a hold: release or cancel what a person chose, and say of the rest why not."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.publishing.actions import holds, schedule
from waypost.loop.publishing.forms import LookForm
from waypost.loop.publishing.models import Hold, Publication
from waypost.loop.publishing.queries import holding
from waypost.loop.publishing.views.holds import find, show
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count
from waypost.ui.addresses import reverse


@page(see="publication.see", change="campaign.lift")
@require_http_methods(["GET", "HEAD", "POST"])
def looks(request: WorkspaceRequest, hold_id: int) -> HttpResponse:
    """Release or cancel every chosen one of this page; reading happens on the page of the hold."""
    hold = find(request, hold_id)
    if request.method != "POST":
        return HttpResponseRedirect(f"{_address(request, hold)}?{request.GET.urlencode()}")
    chosen = _chosen(request, hold)
    if not chosen:
        raise Refusal("Nothing was chosen. Tick what you have looked at, then release or cancel it.")
    cancel = request.POST.get("decision") == "cancel"
    refused = {row.pk: form for row in chosen if (form := _refused(request, row, cancel)) is not None}
    done = len(chosen) - len(refused)
    if done:
        messages.success(request, f"{count(done, 'post', 'posts')} {'cancelled' if cancel else 'released'}.")
    if refused:
        return show(request, hold, status=422, refused=refused)
    return HttpResponseRedirect(_address(request, hold))


def _chosen(request: WorkspaceRequest, hold: Hold) -> list[Publication]:
    numbers = [name.removesuffix("-chosen") for name in request.POST if name.endswith("-chosen")]
    ids = [int(number) for number in numbers if number.isdecimal() and len(number) < 16]
    return list(holding.held_by(hold, request.access).filter(pk__in=ids))


def _refused(request: WorkspaceRequest, publication: Publication, cancel: bool) -> LookForm | None:
    """Release or cancel one; its form with the reason when that was refused."""
    form = LookForm(publication, request.POST)
    if not form.is_valid():
        return form
    try:
        if cancel:
            schedule.cancel(publication, by=request.actor)
        else:
            holds.release(publication, local=form.cleaned_data["local"], by=request.actor)
    except Refusal as refusal:
        form.add_refusal(refusal)
        return form
    return None


def _address(request: WorkspaceRequest, hold: Hold) -> str:
    return reverse("publishing:hold", kwargs={"workspace": request.workspace.slug, "hold_id": hold.pk})
