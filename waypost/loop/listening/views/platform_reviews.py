from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.listening import queries
from waypost.loop.listening.actions import platform_reviews as actions
from waypost.loop.listening.forms import DecliningForm, ReviewForm
from waypost.loop.listening.views.listening import ReviewRow
from waypost.loop.listening.views.review_page import answers_form, review_asked, show, to_review
from waypost.toolkit.refusal import Refusal

MOST = 60


@page(see="listening.see", change="listening.judge")
def reviews(request: WorkspaceRequest) -> HttpResponse:
    """Every network that was weighed; by POST another one is."""
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            begun = actions.begin(request.workspace, **form.cleaned_data, by=request.actor)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return to_review(request, begun.pk)
    context = {
        "rows": [ReviewRow(review) for review in queries.reviews(request.access)[:MOST]],
        "form": form if request.access.may("listening.judge") else None,
    }
    return render(request, "listening/reviews.html", context, status=422 if form.errors else 200)


@page(see="listening.see", change="listening.judge")
def review(request: WorkspaceRequest, review_id: int) -> HttpResponse:
    """One network that is weighed, tried or decided; by POST its questions are answered."""
    found = review_asked(request, review_id)
    if request.method != "POST":
        return show(request, found)
    form = answers_form(request, found)
    if form.is_valid():
        try:
            actions.answer(found, judged=form.judged, **form.terms, by=request.actor)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect(f"{request.path}#advice")
    return show(request, found, answers=form)


@page("listening.decide")
@require_POST
def review_refusal(request: WorkspaceRequest, review_id: int) -> HttpResponse:
    """A network that is not worth it now."""
    found = review_asked(request, review_id)
    form = DecliningForm(request.POST)
    if not form.is_valid():
        raise Refusal("Say in a sentence why not: somebody will ask again.", field="reason")
    actions.decline(found, **form.cleaned_data, by=request.actor)
    messages.success(request, f"Not now: {found.network}. The reasons stay here for whoever asks again.")
    return to_review(request, found.pk)
