from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.planning import queries
from waypost.loop.planning.actions import quarters as actions
from waypost.loop.planning.actions.quarters import DaysOff
from waypost.loop.planning.domain.preview import Preview
from waypost.loop.planning.domain.rhythm import weeks_of
from waypost.loop.planning.forms import DaysOffForms, QuarterForm
from waypost.loop.planning.forms.quarters import ClosingForm, WhyForm
from waypost.loop.planning.models import Quarter
from waypost.loop.planning.models.quarter import quarter_around
from waypost.loop.planning.views.quarter_page import goals_of, loads_of, quarter_context
from waypost.loop.strategy.queries import current_version
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count


@page("plan.see")
def quarters(request: WorkspaceRequest) -> HttpResponse:
    """Every period, newest first: what is going on or to come, and what is over."""
    found, today = list(queries.quarters(request.access)), request.workspace.today
    past = [each for each in found if each.is_over(today)]
    context = {
        "ahead": [each for each in found if not each.is_over(today)],
        "past": past,
        "past_words": count(len(past), "period that is over", "periods that are over"),
        "days_off": queries.blackouts(request.access).filter(ends_on__gte=request.workspace.today),
        "campaigns": queries.campaigns_going_on(request.access).select_related("goal", "workspace"),
        "version": current_version(request.workspace.pk),
        "may_plan": request.access.may("plan.edit"),
    }
    return render(request, "planning/quarters.html", context)


@page("plan.edit")
def new_quarter(request: WorkspaceRequest) -> HttpResponse:
    """Choose dates and days off, see what would be laid out; draft it, or open it at once."""
    form = QuarterForm(request.POST or None, initial=_next_dates(request))
    runs = DaysOffForms(request.POST or None, prefix="off")
    if request.method == "POST" and form.is_valid() and runs.is_valid() and "preview" not in request.POST:
        make = actions.draft if "draft" in request.POST else actions.open
        try:
            made = make(request.workspace, **form.cleaned_data, blackouts=_runs(runs), by=request.actor)
            if made.is_draft:
                return redirect("planning:quarter_plan", workspace=request.workspace.slug, quarter_id=made.pk)
            return _to(request, made)
        except Refusal as refusal:
            form.add_refusal(refusal)
    dates = _dates(request, form)
    preview = _preview(request, dates, runs)
    context = {
        "form": form,
        "runs": runs,
        "preview": preview,
        "loads": loads_of(request.workspace, *dates, preview.needs, preview.names)
        if dates and preview
        else None,
        "holidays": queries.holidays(request.workspace, *dates) if dates and preview else {},
        "open_words": f"Open with {count(preview.total, 'slot', 'slots')}" if preview else "",
        "has_strategy": current_version(request.workspace.pk) is not None,
    }
    return render(request, "planning/quarter_new.html", context)


@page("plan.see")
def quarter(request: WorkspaceRequest, quarter_id: int) -> HttpResponse:
    """A period: what it is about, its goals by week, its slots and what they ask of people."""
    found, before = queries.quarter_with_before(request.access, quarter_id)
    if found is None:
        raise Http404
    return render(request, "planning/quarter.html", quarter_context(request, found, before))


@page("plan.see")
def quarter_goals(request: WorkspaceRequest, quarter_id: int) -> HttpResponse:
    """The goals of a period, broken down by its weeks."""
    found = _found(request, quarter_id)
    version = current_version(request.workspace.pk)
    off = queries.days_off(request.workspace.pk, found.starts_on, found.ends_on)
    goals = goals_of(request.access, request.workspace, version, found, off) if version else []
    context = {
        "quarter": found,
        "goals": [drawn for drawn in goals if drawn.goal.weeks],
        "intentions": [drawn for drawn in goals if not drawn.goal.weeks],
        "week_ends": [week.days[-1] for week in weeks_of(found.starts_on, found.ends_on)],
        "may_plan": request.access.may("plan.edit"),
    }
    return render(request, "planning/quarter_goals.html", context)


@page("plan.edit")
@require_POST
def beginning(request: WorkspaceRequest, quarter_id: int) -> HttpResponse:
    """Open a drafted period."""
    found = actions.begin(_found(request, quarter_id), by=request.actor)
    messages.success(request, f"{found.name} is open. Its slots are in the calendar.")
    return _to(request, found)


@page("plan.edit")
@require_POST
def removal(request: WorkspaceRequest, quarter_id: int) -> HttpResponse:
    """Throw a drafted period away."""
    actions.discard(_found(request, quarter_id), by=request.actor)
    messages.success(request, "The draft is gone. Days off that were noted with it stay.")
    return redirect("planning:quarters", workspace=request.workspace.slug)


@page("plan.edit")
@require_POST
def layout(request: WorkspaceRequest, quarter_id: int) -> HttpResponse:
    """Lay a period out again."""
    form = WhyForm(request.POST)
    if not form.is_valid():
        raise Refusal("Say it in 300 characters.", field="why")
    found = actions.lay_out(_found(request, quarter_id), why=form.cleaned_data["why"], by=request.actor)
    messages.success(request, "The slots follow the current strategy. What people decided stayed.")
    return _to(request, found)


@page("plan.edit")
@require_POST
def closing(request: WorkspaceRequest, quarter_id: int) -> HttpResponse:
    """Close a period with what it taught."""
    found = _found(request, quarter_id)
    form = ClosingForm(request.POST, plan=found.plan)
    if not form.is_valid():
        raise Refusal(
            "That is too long. Keep it to 4000 characters, and what came of each step to 300.",
            field="lessons",
        )
    lessons = form.cleaned_data["lessons"]
    return _to(request, actions.close(found, lessons=lessons, outcomes=form.outcomes, by=request.actor))


@page("plan.edit")
@require_POST
def rolling(request: WorkspaceRequest) -> HttpResponse:
    """Begin to plan four weeks at a time, or reach four weeks from today again."""
    actions.roll(request.workspace, by=request.actor)
    return redirect("planning:calendar", workspace=request.workspace.slug)


def _found(request: WorkspaceRequest, quarter_id: int) -> Quarter:
    return get_object_or_404(queries.quarters(request.access), pk=quarter_id)


def _to(request: WorkspaceRequest, quarter: Quarter) -> HttpResponse:
    return redirect("planning:quarter", workspace=request.workspace.slug, quarter_id=quarter.pk)


def _next_dates(request: WorkspaceRequest) -> dict[str, date]:
    """The present quarter from today where nothing is open for it, else the one after what is open."""
    today = request.workspace.today
    standing = (
        queries.quarters(request.access)
        .exclude(state=Quarter.State.CLOSED)
        .filter(ends_on__gte=today)
        .order_by("-ends_on")
        .first()
    )
    starts_on = today if standing is None else date.fromordinal(standing.ends_on.toordinal() + 1)
    return {"starts_on": starts_on, "ends_on": quarter_around(starts_on)[1]}


def _runs(forms: Any) -> list[DaysOff]:
    return [form.run for form in forms if form.run is not None]


def _dates(request: WorkspaceRequest, form: QuarterForm) -> tuple[date, date] | None:
    """The days that the form asks about; None where it asks about none that make sense."""
    asked = _next_dates(request) if not form.is_bound else form.cleaned_data if form.is_valid() else None
    if asked is None or not 0 <= (asked["ends_on"] - asked["starts_on"]).days <= actions.LONGEST.days:
        return None
    return asked["starts_on"], asked["ends_on"]


def _preview(request: WorkspaceRequest, dates: tuple[date, date] | None, runs: Any) -> Preview | None:
    if dates is None or (runs.is_bound and not runs.is_valid()):
        return None
    off = {day for run in (_runs(runs) if runs.is_bound else []) for day in run.days}
    return queries.preview(request.workspace, *dates, off)
