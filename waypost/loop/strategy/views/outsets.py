from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.strategy import queries
from waypost.loop.strategy.actions import outsets as actions
from waypost.loop.strategy.domain.outset import STEPS, Need, Outcome, Step, beginnings, turns
from waypost.loop.strategy.forms import SetUpForm, StepForm
from waypost.loop.strategy.models import Outset
from waypost.toolkit.refusal import Refusal

TONES = {"Needed now": ("signal", "dot"), "Next": ("neutral", "half"), "Goes on as it is": ("quiet", "ring")}


@dataclass(frozen=True)
class Line:
    """One of the three, beside what was said of it the last time."""

    need: Need
    before: Need | None

    @property
    def tone(self) -> str:
        return TONES[self.need.when][0]

    @property
    def shape(self) -> str:
        return TONES[self.need.when][1]

    @property
    def part(self) -> str:
        """Its share of the hours as a part of a bar, for the style sheet."""
        return f"{self.need.hours_share:.2f}"


@page(see="strategy.see", change="strategy.edit")
def outsets(request: WorkspaceRequest) -> HttpResponse:
    """Every check of where to begin; by POST another one begins."""
    if request.method == "POST":
        begun = actions.begin(request.workspace, by=request.actor)
        return _to_step(request, begun, STEPS[0])
    found = list(queries.outsets(request.access)[:24])
    context = {
        "outsets": found,
        "open": next((each for each in found if each.is_open and each.steps_left), None),
        "edits": request.access.may("strategy.edit"),
    }
    return render(request, "strategy/outsets.html", context)


@page("strategy.see")
def outset(request: WorkspaceRequest, outset_id: int) -> HttpResponse:
    """What one check says: which of the three, in which order, with which share, and why."""
    found = _outset(request, outset_id)
    said = found.outcome
    edits = found.is_open and request.access.may("strategy.edit")
    if said is None:
        return render(request, "strategy/outset_unfinished.html", {"outset": found, "edits": edits})
    earlier = queries.outsets(request.access).filter(begun_at__lt=found.begun_at)
    before = next((each for each in earlier[:5] if not each.steps_left), None)
    then = before.outcome if before else None
    context = {
        "outset": found,
        "outcome": said,
        "lines": [Line(need, then.need(need.field) if then else None) for need in said.needs],
        "before": before,
        "turns": turns(before.answers, found.answers) if before else [],
        "size": Workspace.Size(said.size).label,
        "is_that_size": said.size == request.workspace.size,
        "form": _set_up_form(request, found, said) if edits else None,
        "steps": STEPS if edits else (),
    }
    return render(request, "strategy/outset.html", context)


def _set_up_form(request: WorkspaceRequest, found: Outset, said: Outcome) -> SetUpForm:
    todo = beginnings(said, found.answers)
    form = SetUpForm(
        request.POST or None,
        beginnings=todo,
        initial={"takes_size": True, "chosen": [each.key for each in todo]},
    )
    if said.size == request.workspace.size or not request.access.may("workspace.edit"):
        del form.fields["takes_size"]
    return form


@page(see="strategy.edit", change="strategy.edit")
def outset_step(request: WorkspaceRequest, outset_id: int, step: str) -> HttpResponse:
    """One step of a check; what is answered is kept at once."""
    found = _outset(request, outset_id)
    here = next((each for each in STEPS if each.name == step), None)
    if here is None:
        raise Http404
    if not found.is_open:
        raise Refusal("This check has ended. Begin another one; both can be compared.")
    form = StepForm(request.POST or None, step=here, answers=found.answers)
    if request.method == "POST" and form.is_valid():
        kept = actions.answer(found, answers=form.cleaned_data, by=request.actor)
        after = STEPS[STEPS.index(here) + 1 :]
        ahead = next((each for each in (*after, *STEPS) if each in kept.steps_left), None)
        if ahead:
            return _to_step(request, found, ahead)
        return redirect("strategy:outset", workspace=request.workspace.slug, outset_id=found.pk)
    context = {
        "outset": found,
        "step": here,
        "number": STEPS.index(here) + 1,
        "steps": [(each, each not in found.steps_left) for each in STEPS],
        "form": form,
    }
    return render(request, "strategy/outset_step.html", context, status=422 if form.errors else 200)


@page("strategy.edit")
@require_POST
def outset_setup(request: WorkspaceRequest, outset_id: int) -> HttpResponse:
    """A brand that is set up as a check says."""
    found = _outset(request, outset_id)
    said = found.outcome
    if said is None:
        raise Refusal("Some questions are still open. Answer them first.")
    form = _set_up_form(request, found, said)
    if not form.is_valid():
        raise Refusal("Choose among the first things to do that the check names.", field="chosen")
    actions.set_up(
        found,
        takes_size=form.cleaned_data.get("takes_size", False),
        chosen=form.cleaned_data["chosen"],
        by=request.actor,
    )
    messages.success(request, "Set up. Home shows first what this check found most needed.")
    return redirect("home:home", workspace=request.workspace.slug)


def _outset(request: WorkspaceRequest, outset_id: int) -> Outset:
    return get_object_or_404(queries.outsets(request.access), pk=outset_id)


def _to_step(request: WorkspaceRequest, found: Outset, step: Step) -> HttpResponse:
    return redirect(
        "strategy:outset_step", workspace=request.workspace.slug, outset_id=found.pk, step=step.name
    )
