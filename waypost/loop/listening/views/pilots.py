from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.listening import queries
from waypost.loop.listening.actions import pilots as actions
from waypost.loop.listening.forms import ObservationForm, PilotDecisionForm, PilotForm
from waypost.loop.listening.views.review_page import review_asked, show, to_review
from waypost.toolkit.refusal import Refusal


@page("listening.decide")
@require_POST
def pilot(request: WorkspaceRequest, review_id: int) -> HttpResponse:
    """A network that is tried for a while."""
    found = review_asked(request, review_id)
    form = PilotForm(request.POST)
    if form.is_valid():
        try:
            begun = actions.begin(found, **form.cleaned_data, by=request.actor)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"The pilot runs until {begun.ends_on:%-d %B}; then you are asked.")
            return to_review(request, found.pk)
    return show(request, found, pilot=form)


@page("listening.judge")
@require_POST
def pilot_criteria(request: WorkspaceRequest, review_id: int) -> HttpResponse:
    """What was seen of the criteria of a pilot."""
    found = review_asked(request, review_id)
    criteria = list(queries.criteria(request.access).filter(review=found))
    form = ObservationForm(request.POST, criteria=criteria)
    if not form.is_valid():
        raise Refusal("Choose for each criterion whether it came true; a note has up to 200 characters.")
    actions.observe(found, seen=form.seen, by=request.actor)
    messages.success(request, "Written down.")
    return to_review(request, found.pk)


@page("listening.decide")
@require_POST
def pilot_decision(request: WorkspaceRequest, review_id: int) -> HttpResponse:
    """What becomes of a pilot."""
    found = review_asked(request, review_id)
    form = PilotDecisionForm(request.POST, may_prolong=not found.was_prolonged)
    if form.is_valid():
        try:
            actions.decide(found, **form.cleaned_data, by=request.actor)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Decided. Whoever kept it is told.")
            return to_review(request, found.pk)
    return show(request, found, decision=form)
