from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.planning import queries
from waypost.loop.planning.actions import blackouts as actions
from waypost.loop.planning.actions import holidays as choosing
from waypost.loop.planning.forms import DaysOffForm
from waypost.loop.planning.forms.holidays import HolidayForm, HolidayOffForm
from waypost.toolkit.refusal import Refusal

AHEAD = timedelta(days=365)


@page(see="plan.see", change="plan.edit")
def days_off(request: WorkspaceRequest) -> HttpResponse:
    """The days on which nothing is planned, and the holidays that might be; add some."""
    form = DaysOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = form.run
            if run is None:
                raise Refusal("Say on which day they begin.", field="starts_on")
            actions.add(
                request.workspace,
                starts_on=run.starts_on,
                ends_on=run.ends_on,
                reason=run.reason,
                by=request.actor,
            )
            return _back(request)
        except Refusal as refusal:
            form.add_refusal(refusal)
    today = request.workspace.today
    calendar = queries.holiday_calendar(request.workspace.pk)
    context = {
        "form": form,
        "runs": queries.blackouts(request.access).filter(ends_on__gte=today),
        "may_plan": request.access.may("plan.edit"),
        "country_form": HolidayForm(
            initial={"country": calendar.country, "region": calendar.region} if calendar else {},
            country=calendar.country if calendar else "",
        ),
        "calendar": calendar,
        "holidays": queries.holidays(request.workspace, today, today + AHEAD),
        "off": queries.days_off(request.workspace.pk, today, today + AHEAD),
    }
    return render(request, "planning/days_off.html", context)


@page("plan.edit")
@require_POST
def removal(request: WorkspaceRequest, blackout_id: int) -> HttpResponse:
    """Give a run of days back."""
    actions.remove(get_object_or_404(queries.blackouts(request.access), pk=blackout_id), by=request.actor)
    return _back(request)


@page("plan.edit")
@require_POST
def holiday_calendar(request: WorkspaceRequest) -> HttpResponse:
    """Whose public holidays are shown."""
    form = HolidayForm(request.POST)
    if not form.is_valid():
        raise Refusal("The holidays of that country are not known. Choose another one.", field="country")
    choosing.choose(request.workspace, **form.cleaned_data, by=request.actor)
    return _back(request)


@page("plan.edit")
@require_POST
def holiday_off(request: WorkspaceRequest) -> HttpResponse:
    """A holiday that becomes a day off."""
    form = HolidayOffForm(request.POST)
    on = form.cleaned_data["on"] if form.is_valid() else None
    name = queries.holidays(request.workspace, on, on).get(on) if on else None
    if on is None or name is None:
        raise Refusal("That day is not a holiday here. Choose one from the list, or add days off by hand.")
    actions.add(request.workspace, starts_on=on, ends_on=on, reason=name, by=request.actor)
    messages.success(request, f"Nothing goes out on {name}. What stood there moved to the days around it.")
    return _back(request)


def _back(request: WorkspaceRequest) -> HttpResponse:
    return redirect("planning:days_off", workspace=request.workspace.slug)
