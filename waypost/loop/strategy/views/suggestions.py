from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.strategy import queries, suggesting
from waypost.loop.strategy.actions import suggestions
from waypost.loop.strategy.forms import DecisionForm, SuggestionForm
from waypost.loop.strategy.views.weighing import page_of
from waypost.toolkit.refusal import Refusal


@page(see="strategy.suggest", change="strategy.suggest")
def suggestion(request: WorkspaceRequest, kind: str, thing_id: int) -> HttpResponse:
    """A suggestion from something that somebody looks at: a brief, a post, a conversation, a version."""
    about = suggesting.about(request.access, kind, thing_id)
    if about is None:
        raise Http404
    form = SuggestionForm(request.POST or None, initial={"section": about.section})
    if request.method == "POST" and form.is_valid():
        try:
            made = suggestions.suggest(
                request.workspace, **form.cleaned_data, kind=kind, thing_id=thing_id, by=request.actor
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Suggested. You are told what becomes of it.")
            return redirect("strategy:proposal", workspace=request.workspace.slug, proposal_id=made.pk)
    context = {"form": form, "about": about, "back": page_of(request, about.page)}
    return render(request, "strategy/suggestion.html", context, status=422 if form.errors else 200)


@page("proposal.decide")
@require_POST
def uptake(request: WorkspaceRequest, proposal_id: int) -> HttpResponse:
    """A suggestion that is taken into the draft, to be written there."""
    found = get_object_or_404(queries.proposals(request.access), pk=proposal_id)
    form = DecisionForm(request.POST)
    taken = suggestions.take_up(
        found, note=form.cleaned_data["note"] if form.is_valid() else "", by=request.actor
    )
    messages.success(
        request, "Taken up. Write it here; the suggestion stays beside the draft until you settle it."
    )
    return redirect("strategy:section", workspace=request.workspace.slug, section=taken.section)
