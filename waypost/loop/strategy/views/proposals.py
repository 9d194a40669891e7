from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.strategy import queries
from waypost.loop.strategy.domain.proposals import TRIAL_WEEKS
from waypost.loop.strategy.forms import DecisionForm, OutcomeForm
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.views.weighing import Words, change_of, page_of, plot_of, words_of

LEDGER = 60


@dataclass(frozen=True)
class Line:
    """A proposal of the list, with its figures in words."""

    proposal: Proposal
    words: Words


@page("proposal.see")
def proposals(request: WorkspaceRequest) -> HttpResponse:
    """What is proposed, and the ledger of what was, with what came of it."""
    waiting = list(queries.open_proposals(request.access))
    context = {
        "waiting": len(waiting),
        "open": [_line(proposal) for proposal in waiting if not proposal.is_suggestion],
        "suggested": [proposal for proposal in waiting if proposal.is_suggestion],
        "ledger": [_line(proposal) for proposal in queries.ledger(request.access)[:LEDGER]],
        "proposes": request.access.may("proposal.put"),
        "has_strategy": queries.accepted_versions(request.access).exists(),
    }
    return render(request, "strategy/proposals.html", context)


@page("proposal.see")
def proposal(request: WorkspaceRequest, proposal_id: int) -> HttpResponse:
    """One proposal: why it is made, what it changes, what is expected of it; and the decision."""
    found = get_object_or_404(queries.proposals(request.access), pk=proposal_id)
    evidence = found.stands_on
    context = {
        "proposal": found,
        "words": words_of(found),
        "evidence": evidence,
        "evidence_page": page_of(request, evidence.page),
        "plot": plot_of(request, evidence),
        "change": change_of(request, found),
        "decides": request.access.may("proposal.decide"),
        "weeks": TRIAL_WEEKS,
        "form": DecisionForm(),
        "asks_outcome": found.asks_what_came,
        "outcome_form": OutcomeForm(),
    }
    return render(request, "strategy/proposal.html", context)


def _line(proposal: Proposal) -> Line:
    return Line(proposal, words_of(proposal))
