"""An account on which a person posts, because no program may."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from waypost.foundation.channels import actions, queries
from waypost.foundation.channels.domain import guide
from waypost.foundation.channels.domain.networks import by_hand, connectable, ways
from waypost.foundation.channels.forms import ByHandForm
from waypost.foundation.channels.views.connecting import asked_again
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.networks import registry
from waypost.toolkit.refusal import Refusal


@page("channel.connect")
def account(request: WorkspaceRequest, network: str) -> HttpResponse:
    """Saying which account it is and who posts there, for the first time or again (?channel=)."""
    card = next((each for each in by_hand() if each.name == network), None)
    again = asked_again(request)
    if card is None or (again is not None and not again.is_by_hand):
        raise Http404
    said = request.POST if request.method == "POST" else None
    form = ByHandForm(said, card=card, people=queries.keepers(request.access), again=again)
    if form.is_valid():
        try:
            kept = actions.by_hand.connect(
                request.workspace, network=network, again=again, by=request.actor, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"{kept.name} is a channel. {kept.kept_by} posts there by hand.")
            return redirect("channels:channel", workspace=request.workspace.slug, channel_id=kept.pk)
    context = {
        "form": form,
        "again": again,
        "card": card,
        "ways": ways(card),
        "known": [each for each in by_hand() if each != card and not each.named_by_account]
        if again and card.named_by_account
        else [],
        "networks": connectable() if again else [],
        "guide": guide.read(registry.guide(network)),
    }
    return render(request, "channels/by_hand.html", context, status=422 if form.is_bound else 200)
