from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content import queries
from waypost.loop.content.actions import posts
from waypost.loop.content.forms import DraftForm
from waypost.loop.planning.domain.hashtags import written
from waypost.loop.planning.models import Slot
from waypost.loop.planning.queries import slots
from waypost.toolkit.refusal import Refusal


@page("post.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: WorkspaceRequest) -> HttpResponse:
    """A new post, from a slot or from nothing."""
    slot = _slot(request)
    usable = channels(request.access)
    names = list(usable.values_list("pk", "name"))
    form = DraftForm(request.access, names, request.POST or None, initial=_initial(request, slot))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            post = posts.draft(
                request.workspace,
                by=request.actor,
                slot=slot,
                body=said["body"],
                channels=list(usable.filter(pk__in=said["channels"])),
                reasons=form.reasons,
                campaign=said.get("campaign"),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect("content:post", workspace=request.workspace.slug, post_id=post.pk)
    status = 422 if form.is_bound else 200
    taken = queries.post_of_slot(request.access, slot) if slot else None
    return render(request, "content/draft.html", {"form": form, "slot": slot, "taken": taken}, status=status)


def _slot(request: WorkspaceRequest) -> Slot | None:
    said = request.POST.get("slot") or request.GET.get("slot") or ""
    return get_object_or_404(slots(request.access), pk=said) if said.isdecimal() else None


def _initial(request: WorkspaceRequest, slot: Slot | None) -> dict[str, object]:
    if slot is None:
        said = request.GET.get("campaign", "")
        return {"campaign": int(said)} if said.isdecimal() and len(said) < 16 else {}
    brief = getattr(slot, "brief", None)
    return {
        "body": f"\n\n{written(brief.hashtags)}" if brief is not None and brief.hashtags else "",
        "channels": [slot.channel_id],
        "pillar": slot.pillar_id,
        "reactive": slot.is_reactive,
        "campaign": slot.campaign_id,
    }
