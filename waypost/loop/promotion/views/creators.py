from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.foundation.workspaces.queries import members
from waypost.loop.promotion import queries
from waypost.loop.promotion.actions import creators as actions
from waypost.loop.promotion.domain.states import State
from waypost.loop.promotion.forms import CreatorForm, DecisionForm, LookForm
from waypost.loop.promotion.models import Creator
from waypost.loop.promotion.views.rows import rows_of
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.queries import current_strategy, personas, pillars
from waypost.toolkit.refusal import Refusal

GROUPS = (
    (State.SHORTLISTED, "On the shortlist", "Looked at, and waiting for a yes or a no."),
    (State.LOOKING, "Being looked at", ""),
    (State.GO, "We say yes", ""),
    (State.NO, "We say no", "Kept, so that nobody looks twice."),
)


@page("creator.see")
def creators(request: WorkspaceRequest) -> HttpResponse:
    """Every creator that was noted down, by where they stand; the best first."""
    strategy = current_strategy(request.workspace.pk)
    rows = rows_of(queries.creators_in_full(request.access), strategy)
    groups = [
        (state, title, note, [row for row in rows if row.creator.state == state])
        for state, title, note in GROUPS
    ]
    context = {
        "groups": [group for group in groups if group[3]],
        "rows": rows,
        "shortlisted": sum(row.creator.is_shortlisted for row in rows),
        "has_criteria": bool(strategy and strategy.creator_criteria.criteria),
        "edits": request.access.may("creator.edit"),
        "edits_strategy": request.access.may("strategy.edit"),
    }
    return render(request, "promotion/creators.html", context)


@page("creator.edit")
def new_creator(request: WorkspaceRequest) -> HttpResponse:
    """Add a creator."""
    form = CreatorForm(request.POST or None, currency=request.workspace.currency)
    if request.method == "POST" and form.is_valid():
        try:
            noted = actions.note(request.workspace, facts=form.facts, by=request.actor)
            return to_creator(request, noted)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return render(
        request, "promotion/creator_form.html", {"form": form}, status=422 if form.is_bound else 200
    )


@page("creator.edit")
def facts(request: WorkspaceRequest, creator_id: int) -> HttpResponse:
    """Correct who a creator is."""
    found = creator_named(request, creator_id)
    form = CreatorForm(request.POST or None, currency=request.workspace.currency, creator=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(found, facts=form.facts, by=request.actor)
            return to_creator(request, found)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {"form": form, "creator": found}
    return render(request, "promotion/creator_form.html", context, status=422 if form.is_bound else 200)


@page(see="creator.see", change="creator.edit")
def creator(request: WorkspaceRequest, creator_id: int) -> HttpResponse:
    """One creator: what the criteria say and why; by POST what somebody saw of them."""
    found = creator_named(request, creator_id)
    strategy = current_strategy(request.workspace.pk)
    form = _look(request, found, strategy) if strategy and request.access.may("creator.edit") else None
    if request.method == "POST" and form is not None and form.is_valid():
        actions.look_at(found, look=form.look, by=request.actor)
        messages.success(request, "Written down.")
        return to_creator(request, found)
    context = {
        **_judged(found, strategy),
        "form": form,
        "edits": request.access.may("creator.edit"),
        "decision_form": _decision(request) if _waits_for(request, found) else None,
    }
    return render(request, "promotion/creator.html", context, status=422 if form and form.errors else 200)


def _judged(found: Creator, strategy: Strategy | None) -> dict[str, Any]:
    (row,) = rows_of([found], strategy)
    wanted = strategy.creator_criteria if strategy else None
    return {"creator": found, "row": row, "judgement": row.judgement, "wanted": wanted, "strategy": strategy}


def _look(request: WorkspaceRequest, found: Creator, strategy: Strategy) -> LookForm:
    return LookForm(
        request.POST or None,
        creator=found,
        strategy=strategy,
        personas=personas(request.access),
        pillars=pillars(request.access),
    )


def _waits_for(request: WorkspaceRequest, found: Creator) -> bool:
    return found.is_shortlisted and request.access.may("creator.decide")


def _decision(request: WorkspaceRequest) -> DecisionForm:
    form = DecisionForm(people=members(request.access))
    if request.workspace.is_solo:
        del form.fields["responsible"], form.fields["due_on"]
    return form


def creator_named(request: WorkspaceRequest, creator_id: int) -> Creator:
    """A creator of this brand; 404 where there is none."""
    return get_object_or_404(queries.creators_in_full(request.access), pk=creator_id)


def to_creator(request: WorkspaceRequest, found: Creator) -> HttpResponse:
    """Back to the page of a creator."""
    return redirect("promotion:creator", workspace=request.workspace.slug, creator_id=found.pk)
