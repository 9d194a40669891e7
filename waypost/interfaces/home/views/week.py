from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.foundation.workspaces.queries import accesses
from waypost.interfaces.home.week import DAYS, Brands, week_of
from waypost.toolkit import clock

WEEK = timedelta(days=DAYS)


@page("workspace.see")
def week(request: WorkspaceRequest) -> HttpResponse:
    """This person's week in one brand."""
    brands = {request.workspace.pk: (request.workspace, request.access)}
    shown = _shown(request, brands, request.workspace.today)
    return render(request, "home/week.html", {**shown, "frame": "ui/page.html"})


@login_required
def weeks(request: HttpRequest) -> HttpResponse:
    """The same across every brand that they work for."""
    assert isinstance(request.user, Person)
    brands = {
        workspace.pk: (workspace, access) for workspace, access in accesses(Actor.of_person(request.user))
    }
    if not brands:
        return redirect("home:begin")
    today = clock.today(request.user.timezone or "UTC")
    shown = _shown(request, brands, today)
    return render(request, "home/week.html", {**shown, "frame": "ui/plain.html", "across": True})


def _shown(request: HttpRequest, brands: Brands, today: date) -> dict[str, object]:
    assert isinstance(request.user, Person)
    monday = clock.start_of_week(_asked(request, today))
    return {
        "week": week_of(request.user.pk, brands, monday, today, clock.now()),
        "monday": monday,
        "sunday": monday + WEEK - timedelta(days=1),
        "earlier": monday - WEEK,
        "later": monday + WEEK,
        "is_this": monday <= today < monday + WEEK,
        "brands": [workspace for workspace, _access in brands.values()],
        "today": today,
    }


def _asked(request: HttpRequest, today: date) -> date:
    try:
        asked = date.fromisoformat(request.GET.get("week", ""))
    except ValueError:
        return today
    return asked if 1990 <= asked.year <= 2200 else today
