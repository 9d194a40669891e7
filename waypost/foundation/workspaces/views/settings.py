from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces import queries
from waypost.foundation.workspaces.actions import organisations, workspaces
from waypost.foundation.workspaces.forms import OrganisationForm, SettingsForm
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


@page("workspace.edit")
def settings(request: WorkspaceRequest) -> HttpResponse:
    """What the brand's space is set to."""
    workspace = request.workspace
    known = {name: getattr(workspace, name) for name in SettingsForm.base_fields}
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        try:
            workspaces.edit(workspace, by=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Saved.")
            return redirect("workspaces:settings", workspace=workspace.slug)
    organisation_form = None
    if queries.may_rename(request.actor, workspace.organisation):
        organisation_form = OrganisationForm(
            initial={"name": workspace.organisation.name}, prefix="organisation"
        )
    context = {"form": form, "organisation_form": organisation_form, "now": clock.now()}
    return render(request, "workspaces/settings.html", context)


@page("workspace.edit")
@require_POST
def organisation(request: WorkspaceRequest) -> HttpResponse:
    """The name of the organisation."""
    form = OrganisationForm(request.POST, prefix="organisation")
    name = form.cleaned_data["name"] if form.is_valid() else ""
    organisations.rename(request.workspace, name=name, by=request.actor)
    messages.success(request, "Saved.")
    return redirect("workspaces:settings", workspace=request.workspace.slug)
