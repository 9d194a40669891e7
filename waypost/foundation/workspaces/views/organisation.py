from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces import queries
from waypost.foundation.workspaces.actions import administrators, organisations
from waypost.foundation.workspaces.forms import AdministratorForm, OrganisationForm
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.toolkit.refusal import NotAllowed, Refusal


@page("workspace.edit")
def organisation(request: WorkspaceRequest) -> HttpResponse:
    """Who owns the brands: its name, its brands, its admins."""
    owning = request.workspace.organisation
    if not queries.runs(request.actor, owning):
        raise NotAllowed("That takes an owner of every brand of the organisation. Ask one of its admins.")
    form = OrganisationForm(
        request.POST if request.method == "POST" else None,
        initial={"name": owning.name},
        prefix="organisation",
    )
    if form.is_valid():
        try:
            organisations.rename(request.workspace, name=form.cleaned_data["name"], by=request.actor)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Saved.")
            return _back(request)
    people = queries.possible_administrators(owning)
    context = {
        "organisation": owning,
        "brands": queries.brands_of(owning),
        "admins": queries.administrators(owning),
        "form": form,
        "admin_form": AdministratorForm(people) if people else None,
    }
    return render(request, "workspaces/organisation.html", context)


@page("workspace.edit")
@require_POST
def admins(request: WorkspaceRequest) -> HttpResponse:
    """One more admin of the organisation."""
    form = AdministratorForm(queries.possible_administrators(request.workspace.organisation), request.POST)
    if not form.is_valid():
        raise Refusal("Choose somebody who works on one of the brands and is not an admin yet.")
    added = administrators.add(request.workspace, person=form.cleaned_data["person"], by=request.actor)
    messages.success(request, f"{added.person.label} runs {request.workspace.organisation.name} too.")
    return _back(request)


@page("workspace.edit")
@require_POST
def admin_departure(request: WorkspaceRequest, admin_id: int) -> HttpResponse:
    """The end of an admin's task, one's own or another's."""
    owning = request.workspace.organisation
    found = get_object_or_404(queries.administrators(owning), pk=admin_id)
    administrators.remove(found, by=request.actor)
    messages.success(request, f"{found.person.label} does not run {owning.name} any more.")
    if queries.runs(request.actor, owning):
        return _back(request)
    else:
        return redirect("home:workspaces")


def _back(request: WorkspaceRequest) -> HttpResponse:
    return redirect("workspaces:organisation", workspace=request.workspace.slug)
