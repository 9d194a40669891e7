from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.strategy import queries
from waypost.loop.strategy.actions import proposals
from waypost.loop.strategy.domain.proposals import TRIAL_WEEKS
from waypost.loop.strategy.forms import DecisionForm, TrialForm
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.wishes import wishes_in
from waypost.toolkit.wording import count


@page("proposal.decide")
@require_POST
def trial(request: WorkspaceRequest, proposal_id: int) -> HttpResponse:
    """A proposal that is tried for some weeks."""
    form = TrialForm(request.POST)
    weeks = form.cleaned_data["weeks"] if form.is_valid() else TRIAL_WEEKS
    tried = proposals.accept(
        _found(request, proposal_id), trial_weeks=weeks, wishes=wishes_in(request), by=request.actor
    )
    until = f"{tried.trial_ends_on:%A, %-d %B}"
    messages.success(
        request,
        f"Version {tried.made_version} tries it for {count(weeks, 'week', 'weeks')}. On {until} it is taken back, unless somebody keeps it.",
    )
    return _back(request, proposal_id)


@page("proposal.decide")
@require_POST
def trial_end(request: WorkspaceRequest, proposal_id: int) -> HttpResponse:
    """The end of a trial: kept, or taken back."""
    keep = request.POST.get("keep") == "yes"
    ended = proposals.end_trial(
        _found(request, proposal_id), keep=keep, note=_note(request), by=request.actor
    )
    if keep:
        messages.success(request, "It stays. What comes of it is still looked at.")
    elif ended.ended_version:
        messages.success(request, f"Taken back: version {ended.ended_version} is as it was before.")
    else:
        messages.success(request, "The trial is over. A later version changed the same place, and stays.")
    return _back(request, proposal_id)


@page("proposal.decide")
@require_POST
def proposal_acceptance(request: WorkspaceRequest, proposal_id: int) -> HttpResponse:
    """A proposal that is accepted for good."""
    accepted = proposals.accept(
        _found(request, proposal_id), note=_note(request), wishes=wishes_in(request), by=request.actor
    )
    messages.success(request, f"Version {accepted.made_version} is the strategy from now on.")
    return _back(request, proposal_id)


@page("proposal.decide")
@require_POST
def postponement(request: WorkspaceRequest, proposal_id: int) -> HttpResponse:
    """A proposal that is put off until the next review."""
    later = proposals.postpone(_found(request, proposal_id), note=_note(request), by=request.actor)
    messages.success(request, f"Not now. It comes back on {later.due_on:%A, %-d %B}.")
    return _back(request, proposal_id)


@page("proposal.decide")
@require_POST
def declining(request: WorkspaceRequest, proposal_id: int) -> HttpResponse:
    """A proposal that is declined."""
    proposals.decline(_found(request, proposal_id), reason=_note(request), by=request.actor)
    messages.success(request, "Declined. It stays in the ledger.")
    return _back(request, proposal_id)


def _found(request: WorkspaceRequest, proposal_id: int) -> Proposal:
    return get_object_or_404(queries.proposals(request.access), pk=proposal_id)


def _note(request: WorkspaceRequest) -> str:
    form = DecisionForm(request.POST)
    return str(form.cleaned_data["note"]) if form.is_valid() else ""


def _back(request: WorkspaceRequest, proposal_id: int) -> HttpResponse:
    return redirect("strategy:proposal", workspace=request.workspace.slug, proposal_id=proposal_id)
