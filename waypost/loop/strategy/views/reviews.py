from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.strategy import queries
from waypost.loop.strategy.actions import reviews
from waypost.loop.strategy.forms import AnswerForm, AskForm
from waypost.loop.strategy.models import VersionReview
from waypost.loop.strategy.views.drafts import open_draft
from waypost.toolkit.refusal import Refusal


@page("strategy.edit")
@require_POST
def review(request: WorkspaceRequest) -> HttpResponse:
    """A request to somebody by name to look at the draft."""
    people = queries.possible_reviewers(request.access)
    form = AskForm(request.POST, people=people)
    if not form.is_valid():
        raise Refusal("Choose who should look at the draft.", field="reviewer")
    reviewer = people.get(pk=form.cleaned_data["reviewer"])
    draft = open_draft(request)
    reviews.ask(draft, reviewer=reviewer, request=form.cleaned_data["request"], by=request.actor)
    messages.success(request, f"{reviewer} is asked to look at it, and finds it among their tasks.")
    return _back(request)


@page("strategy.see")
@require_POST
def review_approval(request: WorkspaceRequest, review_id: int) -> HttpResponse:
    """The approval of a draft by the one who was asked."""
    words, seen = _answer(request)
    reviews.approve(_found(request, review_id), seen=seen, words=words, by=request.actor)
    messages.success(request, "Approved, exactly as it is now. It can be accepted.")
    return _back(request)


@page("strategy.see")
@require_POST
def review_return(request: WorkspaceRequest, review_id: int) -> HttpResponse:
    """A draft that goes back with words."""
    words, _seen = _answer(request)
    returned = reviews.give_back(_found(request, review_id), words=words, by=request.actor)
    messages.success(request, f"Returned. {returned.asked_by} reads what you wrote.")
    return _back(request)


@page("strategy.edit")
@require_POST
def review_withdrawal(request: WorkspaceRequest, review_id: int) -> HttpResponse:
    """A request that is taken back: the draft goes on without."""
    reviews.withdraw(_found(request, review_id), by=request.actor)
    messages.success(request, "Taken back. The draft goes on without this review, and the decisions say so.")
    return _back(request)


def _found(request: WorkspaceRequest, review_id: int) -> VersionReview:
    return get_object_or_404(queries.reviews(request.access), pk=review_id)


def _answer(request: WorkspaceRequest) -> tuple[str, str]:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Refusal("That is too long. Keep it to 2000 characters, or comment on the sections.")
    return form.cleaned_data["words"], form.cleaned_data["seen"]


def _back(request: WorkspaceRequest) -> HttpResponse:
    return redirect("strategy:draft", workspace=request.workspace.slug)
