from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.planning import queries
from waypost.loop.planning.actions import quarter_plans as actions
from waypost.loop.planning.domain.quarter_plan import QuarterPlan
from waypost.loop.planning.forms.quarters import (
    BudgetMoveForms,
    KeyDayForms,
    PlanForm,
    PlannedTestForms,
    TargetForms,
    ThemeForms,
)
from waypost.loop.planning.models import Quarter
from waypost.loop.planning.views.quarter_page import before
from waypost.loop.strategy.queries import current_strategy
from waypost.toolkit.money import Money
from waypost.toolkit.refusal import Refusal


@page("plan.edit")
def quarter_plan(request: WorkspaceRequest, quarter_id: int) -> HttpResponse:
    """Write what a quarter is about: what it carries on, themes, days that matter, what goals should reach."""
    found = get_object_or_404(queries.quarters(request.access), pk=quarter_id)
    form, lists = _forms(request, found)
    bound = [each for each in lists.values() if each.is_bound]
    if request.method == "POST" and form.is_valid() and all(each.is_valid() for each in bound):
        said = form.cleaned_data
        try:
            actions.write(
                found,
                starts_on=said["starts_on"],
                ends_on=said["ends_on"],
                plan=_plan(found.plan, said["carried"], lists),
                why=said["why"],
                seen=said["seen"],
                by=request.actor,
            )
            return redirect("planning:quarter", workspace=request.workspace.slug, quarter_id=found.pk)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {"quarter": found, "form": form, "before": before(request.access, found), **lists}
    return render(request, "planning/quarter_plan.html", context, status=422 if form.is_bound else 200)


def _forms(request: WorkspaceRequest, quarter: Quarter) -> tuple[PlanForm, dict[str, Any]]:
    plan, sent = quarter.plan, request.POST or None
    strategy = current_strategy(request.workspace.pk)
    goals = strategy.goals if strategy else ()
    initial = {
        "starts_on": quarter.starts_on,
        "ends_on": quarter.ends_on,
        "carried": plan.carried,
        "seen": quarter.seen,
    }
    themes = [vars(theme) for theme in plan.themes]
    days = [{**vars(day), "kind": day.kind.value} for day in plan.days]
    targets = [
        {"goal": goal.key, "label": _label(goal.label, goal.unit), "value": plan.target(goal.key)}
        for goal in goals
    ]
    return PlanForm(sent, initial=initial), {
        "themes": ThemeForms(sent, prefix="theme", initial=themes),
        "days": KeyDayForms(sent, prefix="day", initial=days),
        "targets": TargetForms(sent, prefix="target", initial=targets),
        **_steps(request, plan),
    }


def _steps(request: WorkspaceRequest, plan: QuarterPlan) -> dict[str, Any]:
    """The rows of budget moves and of tests; a form that was read before there were such rows leaves them as they are."""
    currency = request.workspace.currency
    moves = [{**vars(each), "amount": _major(each.amount_minor, currency)} for each in plan.moves]
    return {
        "moves": BudgetMoveForms(
            request.POST if "move-TOTAL_FORMS" in request.POST else None,
            prefix="move",
            initial=moves,
            form_kwargs={"currency": currency},
        ),
        "tests": PlannedTestForms(
            request.POST if "test-TOTAL_FORMS" in request.POST else None,
            prefix="test",
            initial=[vars(each) for each in plan.tests],
        ),
    }


def _major(minor: int | None, currency: str) -> Decimal | None:
    return None if minor is None else Money(minor, currency).major


def _label(label: str, unit: str) -> str:
    return f"{label} ({unit})" if unit else label


def _plan(stands: QuarterPlan, carried: str, lists: dict[str, Any]) -> QuarterPlan:
    themes = [form.theme for form in lists["themes"]]
    days = [form.day for form in lists["days"]]
    targets = [(form.cleaned_data.get("goal"), form.cleaned_data.get("value")) for form in lists["targets"]]
    return QuarterPlan(
        carried=carried.strip(),
        themes=tuple(theme for theme in themes if theme is not None),
        days=tuple(sorted((day for day in days if day is not None), key=lambda day: (day.on, day.name))),
        targets=tuple((goal, value) for goal, value in targets if goal and value is not None),
        moves=_said(lists["moves"]) if lists["moves"].is_bound else stands.moves,
        tests=_said(lists["tests"]) if lists["tests"].is_bound else stands.tests,
    )


def _said(rows: Any) -> tuple[Any, ...]:
    return tuple(form.step for form in rows if form.step is not None)
