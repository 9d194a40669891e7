from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.planning import queries
from waypost.loop.planning.actions import quarter_reviews as actions
from waypost.loop.planning.forms.quarters import AskReviewForm, ReviewAnswerForm
from waypost.loop.planning.models import QuarterReview
from waypost.loop.strategy.queries import possible_reviewers
from waypost.toolkit.refusal import Refusal


@page("plan.edit")
@require_POST
def review(request: WorkspaceRequest, quarter_id: int) -> HttpResponse:
    """A request to somebody by name to look at a drafted quarter."""
    found = get_object_or_404(queries.quarters(request.access), pk=quarter_id)
    form = AskReviewForm(request.POST, people=possible_reviewers(request.access))
    if not form.is_valid():
        raise Refusal("Choose who should look at the plan.", field="reviewer")
    asked = actions.ask(found, **form.cleaned_data, by=request.actor)
    messages.success(request, f"{asked.asked_label} is asked to look at it, and finds it among their tasks.")
    return _to(request, asked)


@page("plan.see")
@require_POST
def approval(request: WorkspaceRequest, review_id: int) -> HttpResponse:
    """The approval of a drafted quarter by the one who was asked."""
    form = _answer(request)
    asked = actions.approve(_found(request, review_id), **form.cleaned_data, by=request.actor)
    messages.success(request, "Approved, exactly as it is now. It can be opened.")
    return _to(request, asked)


@page("plan.see")
@require_POST
def return_(request: WorkspaceRequest, review_id: int) -> HttpResponse:
    """A drafted quarter that goes back with words."""
    words = _answer(request).cleaned_data["words"]
    asked = actions.give_back(_found(request, review_id), words=words, by=request.actor)
    messages.success(request, f"Returned. {asked.asked_by} reads what you wrote.")
    return _to(request, asked)


@page("plan.edit")
@require_POST
def withdrawal(request: WorkspaceRequest, review_id: int) -> HttpResponse:
    """A request that is taken back."""
    asked = actions.withdraw(_found(request, review_id), by=request.actor)
    messages.success(request, "Taken back. The draft goes on without this review.")
    return _to(request, asked)


def _found(request: WorkspaceRequest, review_id: int) -> QuarterReview:
    return get_object_or_404(queries.quarter_reviews(request.access), pk=review_id)


def _answer(request: WorkspaceRequest) -> ReviewAnswerForm:
    form = ReviewAnswerForm(request.POST)
    if not form.is_valid():
        raise Refusal("That is too long. Keep it to 2000 characters.", field="words")
    return form


def _to(request: WorkspaceRequest, review: QuarterReview) -> HttpResponse:
    return redirect("planning:quarter", workspace=request.workspace.slug, quarter_id=review.quarter_id)
