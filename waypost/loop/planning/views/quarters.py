from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.planning import queries
from waypost.loop.planning.actions import quarters as actions
from waypost.loop.planning.actions.quarters import DaysOff
from waypost.loop.planning.domain.preview import Preview
from waypost.loop.planning.forms import DaysOffForms, QuarterForm
from waypost.loop.planning.models import Quarter
from waypost.loop.planning.models.quarter import quarter_around
from waypost.loop.strategy.queries import current_version
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count


@page("plan.see")
def quarters(request: WorkspaceRequest) -> HttpResponse:
    """Every period that was opened, newest first."""
    context = {
        "quarters": queries.quarters(request.access),
        "days_off": queries.blackouts(request.access).filter(ends_on__gte=request.workspace.today),
        "campaigns": queries.campaigns_going_on(request.access).select_related("goal", "workspace"),
        "version": current_version(request.workspace.pk),
        "may_plan": request.access.may("plan.edit"),
    }
    return render(request, "planning/quarters.html", context)


@page("plan.edit")
def new_quarter(request: WorkspaceRequest) -> HttpResponse:
    """Choose dates and days off, see what would be laid out, open it."""
    form = QuarterForm(request.POST or None, initial=_next_dates(request))
    runs = DaysOffForms(request.POST or None, prefix="off")
    if request.method == "POST" and form.is_valid() and runs.is_valid() and "preview" not in request.POST:
        try:
            opened = actions.open(
                request.workspace, **form.cleaned_data, blackouts=_runs(runs), by=request.actor
            )
            return redirect("planning:quarter", workspace=request.workspace.slug, quarter_id=opened.pk)
        except Refusal as refusal:
            form.add_refusal(refusal)
    preview = _preview(request, form, runs)
    context = {
        "form": form,
        "runs": runs,
        "preview": preview,
        "open_words": f"Open with {count(preview.total, 'slot', 'slots')}" if preview else "",
        "has_strategy": current_version(request.workspace.pk) is not None,
    }
    return render(request, "planning/quarter_new.html", context)


@page("plan.see")
def quarter(request: WorkspaceRequest, quarter_id: int) -> HttpResponse:
    """A period with its slots counted by what became of them."""
    found = get_object_or_404(queries.quarters(request.access), pk=quarter_id)
    version = current_version(request.workspace.pk)
    counts = queries.slot_counts(request.access, found)
    context = {
        "quarter": found,
        "counts": counts,
        "total": sum(row.total for row in counts),
        "waiting": sum(row.waiting for row in counts),
        "may_plan": request.access.may("plan.edit"),
        "days_off": queries.days_off(request.workspace.pk, found.starts_on, found.ends_on),
        "version": version,
        "is_behind": version is not None and version.number != found.strategy_version,
    }
    return render(request, "planning/quarter.html", context)


@page("plan.edit")
@require_POST
def layout(request: WorkspaceRequest, quarter_id: int) -> HttpResponse:
    """Lay a period out again."""
    found = actions.lay_out(
        get_object_or_404(queries.quarters(request.access), pk=quarter_id), by=request.actor
    )
    messages.success(request, "The slots follow the current strategy. What people decided stayed.")
    return redirect("planning:quarter", workspace=request.workspace.slug, quarter_id=found.pk)


@page("plan.edit")
@require_POST
def closing(request: WorkspaceRequest, quarter_id: int) -> HttpResponse:
    """Close a period."""
    found = actions.close(
        get_object_or_404(queries.quarters(request.access), pk=quarter_id), by=request.actor
    )
    return redirect("planning:quarter", workspace=request.workspace.slug, quarter_id=found.pk)


@page("plan.edit")
@require_POST
def rolling(request: WorkspaceRequest) -> HttpResponse:
    """Begin to plan four weeks at a time, or reach four weeks from today again."""
    actions.roll(request.workspace, by=request.actor)
    return redirect("planning:calendar", workspace=request.workspace.slug)


def _next_dates(request: WorkspaceRequest) -> dict[str, date]:
    """The present quarter from today where nothing is open for it, else the one after what is open."""
    today = request.workspace.today
    standing = queries.quarters(request.access).filter(state=Quarter.State.OPEN, ends_on__gte=today).first()
    starts_on = today if standing is None else date.fromordinal(standing.ends_on.toordinal() + 1)
    return {"starts_on": starts_on, "ends_on": quarter_around(starts_on)[1]}


def _runs(forms: Any) -> list[DaysOff]:
    return [form.run for form in forms if form.run is not None]


def _preview(request: WorkspaceRequest, form: QuarterForm, runs: Any) -> Preview | None:
    asked = _next_dates(request) if not form.is_bound else form.cleaned_data if form.is_valid() else None
    if asked is None or (runs.is_bound and not runs.is_valid()):
        return None
    first_on, last_on = asked["starts_on"], asked["ends_on"]
    if not 0 <= (last_on - first_on).days <= actions.LONGEST.days:
        return None
    off = {day for run in (_runs(runs) if runs.is_bound else []) for day in run.days}
    return queries.preview(request.workspace, first_on, last_on, off)
