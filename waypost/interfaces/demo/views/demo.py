from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.actions import removal as removals
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.interfaces.demo import visiting
from waypost.interfaces.demo.tour import tour


@login_required
@require_POST
def visit(request: HttpRequest) -> HttpResponse:
    """Go into the demo."""
    assert isinstance(request.user, Person)
    brand = visiting.enter(request.user)
    return redirect("home:home", workspace=brand.slug)


@login_required
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """How far the demo is, asked every two seconds by a page that waits; nothing where it is as far as `at`."""
    made = visiting.progress_now()
    if made is None:
        return HttpResponse()
    if made.is_making and request.GET.get("at") == str(made.percent):
        return HttpResponse(status=204)
    return render(request, "demo/way_in.html", {"brand": visiting.demo_brand(), "progress": made})


@page("workspace.see")
@require_safe
def demo(request: WorkspaceRequest) -> HttpResponse:
    """What is simulated here, what to look at, and the way out."""
    if not request.workspace.is_simulated:
        return redirect("home:home", workspace=request.workspace.slug)
    context = {"may_delete": request.access.may("workspace.edit"), "tour": tour(request.workspace)}
    return render(request, "demo/demo.html", context)


@page("workspace.edit")
@require_POST
def removal(request: WorkspaceRequest) -> HttpResponse:
    """Delete the demo, whole."""
    name = request.workspace.name
    removals.remove(request.workspace, by=request.actor)
    visiting.forget()
    messages.success(request, f"{name} and everything in it is deleted.")
    return redirect("home:workspaces")
